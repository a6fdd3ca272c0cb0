/** Playing the story. */
export const playing = {
  label: 'Playing',
  play: 'Play',
  pause: 'Pause',
  back: 'Back by segments',
  faster: 'Play faster',
  fasterHint: 'Play, faster each time',
  backwards: 'Back',
  reading: 'Reading the take…',
  missing: 'The take is not heard: its file is missing.',
  failed: 'The take is not heard: its file could not be read.',
  codec: 'The take is not heard: this system has no decoder (codec) for it.',
  codecRemedy:
    'Install gstreamer1.0-plugins-good and gstreamer1.0-libav, or what your system calls them, then start Segue again.',
}
