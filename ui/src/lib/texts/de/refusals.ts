import type { Refusal } from '../../ipc/types'
import { number } from '../../words'

const formats = 'Geschichten sind reiner Text (.txt, .md) oder JSON von StoryFlow (.json).'
const shape = 'Erwartet: {"title": "…", "segments": [{"text_content": "…", "image_prompt": "…"}]}'
const start = 'Segue so starten: --library ORDNER'

/** Why a request makes no sense. */
export function refusal(reason: Refusal): string {
  switch (reason.refusal) {
    case 'no_segment_named':
      return 'Kein Segment wurde genannt.'
    case 'no_file_named':
      return 'Keine Datei wurde genannt.'
    case 'several_for_one_segment':
      return 'Ein Segment hat ein Bild und eine Aufnahme.'
    case 'too_many_files':
      return `Ein Schritt fügt höchstens ${number(reason.most)} Dateien hinzu.`
    case 'different_projects':
      return 'Diese Segmente gehören zu verschiedenen Projekten.'
    case 'project_deleted':
      return 'Das Projekt dieser Segmente wurde gelöscht.'
    case 'title_missing':
      return 'Ein Projekt braucht einen Titel.'
    case 'title_too_long':
      return `Ein Titel hat höchstens ${number(reason.most)} Zeichen.`
    case 'no_place_to_add':
      return `Auf Platz ${number(reason.place + 1)} lässt sich kein Segment hinzufügen.`
    case 'no_place_to_move':
      return `Auf Platz ${number(reason.place + 1)} lässt sich nichts verschieben.`
    case 'no_places_left':
      return 'Hinter diesen Segmenten ist kein Platz mehr.'
    case 'no_gap':
      return `Bei ${number(reason.index + 1)} beginnt keine Lücke.`
    case 'wrong_order':
      return `Die Reihenfolge muss jedes Segment einmal nennen (${reason.faults}).`
    case 'order_is_sound':
      return 'Kein Segment steht vor dem ersten Platz.'
    case 'too_far_apart':
      return 'Die Segmente dieses Projekts stehen zu weit auseinander, um sie zu ordnen.'
    case 'too_many_copies':
      return `Ein Schritt kopiert höchstens ${number(reason.most)} Segmente.`
    case 'too_many_to_read':
      return `Auf einmal werden höchstens ${number(reason.most)} Segmente gelesen.`
    case 'no_place_to_split':
      return 'An dieser Stelle lässt sich der Text nicht teilen.'
    case 'nothing_to_split':
      return 'Auf beiden Seiten dieser Stelle muss Text stehen.'
    case 'nothing_to_merge_with':
      return 'Hinter diesem steht kein Segment, mit dem es sich verbinden ließe.'
    case 'not_a_story':
      return reason.extension === null
        ? 'Eine Datei ohne Endung ist keine Geschichte, die Segue lesen kann.'
        : `Eine .${reason.extension}-Datei ist keine Geschichte, die Segue lesen kann.`
    case 'not_a_file':
      return 'Das ist keine Datei.'
    case 'story_too_large':
      return `Die Geschichte ist größer als ${number(reason.most_mb)} MB.`
    case 'story_not_utf8':
      return `Zeile ${number(reason.line)} ist kein UTF-8-Text.`
    case 'story_broken':
      return `Zeile ${number(reason.line)}, Spalte ${number(reason.column)}: ${reason.fault}.`
    case 'empty_story':
    case 'empty_text':
    case 'empty_json':
      return 'Die Geschichte hat keine Segmente.'
    case 'not_beside_story':
      return `„${reason.name}“ ist kein Name einer Datei neben der Geschichte.`
    case 'no_narration':
      return 'Die Geschichte hat keinen Erzähltext.'
    case 'not_a_library':
      return 'Dieser Ordner ist keine Bibliothek von Segue.'
    case 'already_a_library':
      return 'Dieser Ordner ist schon eine Bibliothek von Segue.'
    case 'folder_not_empty':
      return 'Eine neue Bibliothek braucht einen leeren Ordner.'
    case 'folders_apart':
      return 'Medien und Papierkorb der Bibliothek liegen auf verschiedenen Laufwerken.'
    case 'read_only':
      return 'Diese Bibliothek ist nur zum Lesen geöffnet.'
    case 'closed':
      return 'Diese Bibliothek ist geschlossen.'
    case 'no_such_backup':
      return 'Diese Sicherung gibt es nicht.'
    case 'trash_below_zero':
      return 'Der Papierkorb kann nicht weniger als null Byte behalten.'
    case 'path_leaves_library':
      return 'Der gespeicherte Pfad führt aus der Bibliothek hinaus und wurde nicht verfolgt.'
    case 'no_library_open':
      return 'Keine Bibliothek ist geöffnet.'
    case 'has_its_own_window':
      return 'Diese Bibliothek hat ihr eigenes Fenster, das jetzt vorn ist.'
    case 'choice_forgotten':
      return 'Die gewählte Datei ist nicht mehr bekannt.'
    case 'recent_forgotten':
      return 'Diese Bibliothek steht nicht mehr in der Liste.'
    case 'not_on_this_machine':
      return 'Das ist keine Datei auf diesem Rechner.'
    case 'library_unnamed':
      return '--library braucht den Namen eines Ordners.'
    case 'documents_unknown':
      return 'Segue findet den Ordner für Dokumente nicht.'
    case 'stopped':
      return `Segue hat mittendrin aufgehört (${reason.detail}).`
  }
}

/** What to do instead. */
export function wayOut(reason: Refusal): string | undefined {
  switch (reason.refusal) {
    case 'several_for_one_segment':
      return 'Neben den Segmenten ablegen: Dann bekommt jede Datei ein eigenes Segment.'
    case 'too_many_files':
      return 'In mehreren Schritten hinzufügen.'
    case 'different_projects':
      return 'Segmente eines Projekts nach dem anderen nehmen.'
    case 'project_deleted':
      return 'Zuerst das Projekt zurückholen, mit Rückgängig.'
    case 'no_place_to_add':
    case 'no_place_to_move':
      return `Die Plätze gehen von 1 bis ${number(reason.last + 1)}.`
    case 'no_places_left':
      return 'Zuerst die Lücken des Projekts schließen.'
    case 'no_gap':
      return 'Vielleicht wurde sie inzwischen geschlossen.'
    case 'too_many_to_read':
      return 'In mehreren Durchgängen lesen.'
    case 'too_many_copies':
      return 'In mehreren Schritten kopieren.'
    case 'nothing_to_split':
      return 'Die Einfügemarke zwischen zwei Wörter setzen.'
    case 'not_a_story':
    case 'not_a_file':
      return formats
    case 'story_too_large':
      return 'Auf mehrere Dateien verteilen.'
    case 'story_not_utf8':
      return 'Die Datei als UTF-8 speichern, dann erneut versuchen.'
    case 'story_broken':
    case 'empty_json':
      return shape
    case 'not_beside_story':
      return 'Bilder und Aufnahmen müssen im Ordner der Geschichte liegen; anderen Namen wird nicht gefolgt.'
    case 'empty_text':
      return 'Für jedes Segment einen Absatz schreiben, mit einer Leerzeile dazwischen.'
    case 'not_a_library':
      return 'Der Ordner einer Bibliothek enthält eine Datei namens library.db.'
    case 'already_a_library':
      return 'Stattdessen öffnen.'
    case 'folders_apart':
      return 'Beide wieder auf ein Laufwerk legen: Zwischen Laufwerken könnte das Verschieben mittendrin abbrechen.'
    case 'read_only':
      return 'Eine Sicherung wiederherstellen, dann lässt sie sich wieder ändern.'
    case 'no_such_backup':
      return 'Vielleicht hat sie neueren Platz gemacht.'
    case 'no_library_open':
      return 'Zuerst eine Bibliothek öffnen.'
    case 'choice_forgotten':
      return 'Die Datei noch einmal wählen.'
    case 'recent_forgotten':
      return 'Über ihren Ordner öffnen.'
    case 'library_unnamed':
    case 'documents_unknown':
      return start
    default:
      return undefined
  }
}
