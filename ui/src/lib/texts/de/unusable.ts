import type { Unusable } from '../../ipc/types'
import { number, seconds } from '../../words'

/** Why a file can't be used, to stand behind a colon. */
export function unusable(reason: Unusable): string {
  switch (reason.unusable) {
    case 'not_a_file':
      return 'sie ist keine Datei'
    case 'empty':
      return 'sie ist leer'
    case 'too_large':
      return `sie ist größer als ${number(reason.most_mb)} MB`
    case 'not_an_image':
      return 'sie ist kein Bild als JPEG, PNG, WebP oder GIF'
    case 'not_audio':
      return 'sie ist keine Aufnahme als WAV, MP3, OGG, FLAC oder M4A'
    case 'neither_image_nor_audio':
      return 'sie ist weder ein Bild (JPEG, PNG, WebP, GIF) noch eine Aufnahme (WAV, MP3, OGG, FLAC, M4A)'
    case 'too_many_pixels':
      return `sie hat zu viele Pixel (höchstens ${number(16_384)} je Seite)`
    case 'uncommon_form':
      return 'sie hat eine ungewöhnliche Form ihres Formats'
    case 'cut_short':
      return 'sie ist abgeschnitten'
    case 'cut_at':
      return `sie ist abgeschnitten: ${seconds(reason.held_ms)} von ${seconds(reason.stated_ms)} sind da`
    case 'cut_short_or_unknown':
      return 'sie ist abgeschnitten oder von einer Art, die Segue nicht kennt'
    case 'damaged':
      return 'sie ist beschädigt'
    case 'damaged_or_cut_short':
      return 'sie ist beschädigt oder abgeschnitten'
    case 'silent':
      return 'sie enthält keinen Ton'
    case 'no_audio_track':
      return 'sie enthält keine Tonspur'
    case 'unknown_codec':
      return 'ihr Ton ist auf eine Weise codiert, die Segue nicht kennt'
    case 'several_recordings':
      return 'sie enthält mehrere Aufnahmen hintereinander'
    case 'not_shrinkable':
      return 'sie lässt sich nicht verkleinern'
    case 'not_drawable':
      return 'ihr Ton lässt sich abspielen, aber nicht zeichnen'
    case 'too_long_to_draw':
      return 'sie ist zu lang, um gezeichnet zu werden'
  }
}
