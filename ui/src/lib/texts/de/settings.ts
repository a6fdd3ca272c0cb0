import { number } from '../../words'
import type { Texts } from '../en'

export const settings: Texts['settings'] = {
  title: 'Einstellungen',
  notRead: 'Die Einstellungen ließen sich nicht lesen',
  notKept: 'Die Einstellungen ließen sich nicht speichern',

  look: 'Darstellung',
  language: 'Sprache',
  sameAsSystem: 'Wie das System',
  theme: 'Farben',
  light: 'Hell',
  dark: 'Dunkel',
  textSize: 'Textgröße',
  percent: (n) => `${number(n)} %`,

  delete: 'Löschen',
  ask: 'Vor dem Löschen fragen',
  aboutAsking: 'Gelöschte Segmente und ihre Dateien kommen in den Papierkorb der Bibliothek.',
  erase: 'Endgültig löschen statt in den Papierkorb legen',
  aboutErasing:
    'Gibt den Platz sofort frei. Endgültig Gelöschtes lässt sich nicht zurückholen, darum fragt Segue jedes Mal.',
  keeping: 'Aufbewahrung im Papierkorb',
  aboutKeeping: 'Jede Bibliothek hat ihre eigene Regel.',
  change: 'Ändern…',
  changeKeeping: 'Aufbewahrung im Papierkorb ändern',
  changeKeys: 'Tastenkürzel ändern',

  timeline: 'Zeitleiste',
  silence: 'Segmente ohne Aufnahme dauern',
  unit: 'Sekunden',
  aboutSilence: 'Von 0,5 bis 60 Sekunden.',
  shortcuts: 'Tasten',
  keysAsIn: (preset) => `Tasten wie in ${preset}`,
}
