"""Anki's core at the work that Segue's core is measured at: remove one note, and trash the two files that it shows.

Arguments: a folder to work in, and how many notes to make. It says what it is in a line; then for each line that it
is given it removes the next note, and answers with the nanoseconds that this took.
"""

import sys
import time
from pathlib import Path

from anki.buildinfo import version
from anki.collection import Collection

FILE_BYTES = 1024
TEXT = "Once a hare laughed at a tortoise for his slow pace."


def main() -> None:
    folder, notes = Path(sys.argv[1]), int(sys.argv[2])
    collection = Collection(str(folder / "collection.anki2"))
    made = [make_note(collection, number) for number in range(notes)]
    say(f"Anki {version}")
    for (note, files), _ in zip(made, sys.stdin):
        begun = time.perf_counter_ns()
        collection.remove_notes([note])
        collection.media.trash_files(files)
        say(time.perf_counter_ns() - begun)
    collection.close()


def make_note(collection: Collection, number: int):
    """A basic note with an image and a take in its media folder."""
    files = [
        collection.media.write_data(name, bytes(FILE_BYTES))
        for name in (f"m{number}.png", f"m{number}.wav")
    ]
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = f'{TEXT} <img src="{files[0]}">'
    note["Back"] = f"[sound:{files[1]}]"
    collection.add_note(note, collection.decks.id("Default"))
    return note.id, files


def say(what: object) -> None:
    print(what, flush=True)


main()
