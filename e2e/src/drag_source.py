"""A small window from which files can be dragged: its title and their paths are the arguments."""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402 (the version has to be named before)

title, *paths = sys.argv[1:]
window = Gtk.Window(title=title)
window.set_decorated(False)
window.set_default_size(60, 60)
box = Gtk.EventBox()
box.add(Gtk.Label(label="Files"))
box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
box.drag_source_add_uri_targets()
uris = [pathlib.Path(path).as_uri() for path in paths]
box.connect("drag-data-get", lambda _box, _context, data, _info, _time: data.set_uris(uris))
window.add(box)
window.show_all()
Gtk.main()
