import type { Texts } from '../en'

export const help: Texts['help'] = {
  badEnd: 'Segue wurde beim letzten Mal nicht richtig beendet',
  aboutBadEnd: 'Alles Gespeicherte ist noch da. Das Protokoll sagt, was geschehen ist.',
  about: 'Über Segue',
  tagline: 'Erzählte Bildgeschichten, mit verlässlichem Löschen',
  version: 'Version',
  webView: 'Web-Ansicht',
  licence: 'Lizenz',
  ourLicence: 'MIT oder Apache 2.0, nach Wahl',
  network: 'Netzwerk',
  noNetwork: 'Segue stellt keine Verbindung her',
  licences: 'Lizenzen der Bestandteile',
  showLog: 'Protokoll zeigen',
  guide: 'Benutzerhandbuch',
  notShown: 'Das Protokoll ließ sich nicht zeigen',
}
