import type { Texts } from '../en'

export const playing: Texts['playing'] = {
  label: 'Abspielen',
  play: 'Abspielen',
  pause: 'Anhalten',
  back: 'Segmentweise zurück',
  faster: 'Schneller abspielen',
  fasterHint: 'Abspielen, jedes Mal schneller',
  backwards: 'Zurück',
  reading: 'Die Aufnahme wird gelesen…',
  missing: 'Die Aufnahme ist nicht zu hören: Ihre Datei fehlt.',
  failed: 'Die Aufnahme ist nicht zu hören: Ihre Datei war nicht zu lesen.',
  codec: 'Die Aufnahme ist nicht zu hören: Diesem System fehlt ein Decoder (Codec) dafür.',
  codecRemedy:
    'gstreamer1.0-plugins-good und gstreamer1.0-libav installieren, oder wie sie auf diesem System heißen, dann Segue neu starten.',
}
