import { number } from '../../words'

/** What a person can set. */
export const settings = {
  title: 'Settings',
  notRead: 'The settings could not be read',
  notKept: 'The settings were not kept',

  look: 'Look',
  language: 'Language',
  sameAsSystem: 'Same as system',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  textSize: 'Text size',
  percent: (n: number) => `${number(n)} %`,

  delete: 'Delete',
  ask: 'Ask before a delete',
  aboutAsking: 'Deleted segments and their files go to the library’s trash folder.',
  erase: 'Erase instead of moving to trash',
  aboutErasing: 'Frees the space at once. What is erased can’t be brought back, so Segue asks every time.',
  keeping: 'How long the trash keeps',
  aboutKeeping: 'Each library has a rule of its own.',
  change: 'Change…',
  changeKeeping: 'Change how long the trash keeps',
  changeKeys: 'Change keyboard shortcuts',

  timeline: 'Timeline',
  silence: 'Segments without audio last',
  unit: 'seconds',
  aboutSilence: 'From 0.5 to 60 seconds.',
  shortcuts: 'Keys',
  keysAsIn: (preset: string) => `Keys as in ${preset}`,
}
