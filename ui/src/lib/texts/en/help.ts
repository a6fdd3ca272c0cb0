/** What helps when something went wrong, and what Segue is. */
export const help = {
  badEnd: 'Segue did not end properly the last time',
  aboutBadEnd: 'Whatever had been saved is still there. The log tells what happened.',
  about: 'About Segue',
  tagline: 'Narrated picture stories, with a delete you can trust',
  version: 'Version',
  webView: 'Web view',
  licence: 'Licence',
  ourLicence: 'MIT or Apache 2.0, as you like',
  network: 'Network',
  noNetwork: 'Segue makes no connection',
  licences: 'Licences of what is inside',
  showLog: 'Show the log',
  guide: 'User guide',
  notShown: 'The log could not be shown',
}
