-- Schema v1. Migrations are append-only: never edit one that has shipped.
-- `user_version` is the schema's version; `application_id` is the ASCII of "Segu".
PRAGMA application_id = 0x53656775;
PRAGMA user_version = 1;

CREATE TABLE project (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    title      TEXT    NOT NULL CHECK (length(title) > 0),
    created_at INTEGER NOT NULL, -- ms since 1970
    updated_at INTEGER NOT NULL
) STRICT;

-- A file that the library owns. `location` is where it was last known to be, `wanted` where it belongs.
-- The two differ while a move is before it; it is then in one of the two places and settle looks in both.
CREATE TABLE media (
    id          INTEGER PRIMARY KEY AUTOINCREMENT, -- names the file in the trash
    kind        TEXT    NOT NULL CHECK (kind IN ('image', 'audio')),
    path        TEXT    NOT NULL UNIQUE,           -- in the media folder, relative to the library
    name        TEXT    NOT NULL,                  -- of the file that it was copied from
    bytes       INTEGER NOT NULL,
    width       INTEGER,                           -- px, images
    height      INTEGER,
    duration_ms INTEGER,                           -- audio
    created_at  INTEGER NOT NULL,
    location    TEXT    NOT NULL CHECK (location IN ('media', 'trash', 'purged', 'missing', 'refused')),
    wanted      TEXT    NOT NULL CHECK (wanted IN ('media', 'trash', 'purged')),
    problem     TEXT                               -- why the last try to move it failed
) STRICT;

CREATE INDEX media_unsettled ON media (id) WHERE location <> wanted AND location NOT IN ('missing', 'refused');

CREATE TABLE segment (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id     INTEGER NOT NULL REFERENCES project (id),
    sequence_index INTEGER NOT NULL,
    text           TEXT    NOT NULL,
    image_prompt   TEXT    NOT NULL,
    image_id       INTEGER REFERENCES media (id),
    audio_id       INTEGER REFERENCES media (id),
    is_locked      INTEGER NOT NULL DEFAULT 0 CHECK (is_locked IN (0, 1)),
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    UNIQUE (project_id, sequence_index)
) STRICT;

CREATE INDEX segment_image ON segment (image_id) WHERE image_id IS NOT NULL;
CREATE INDEX segment_audio ON segment (audio_id) WHERE audio_id IS NOT NULL;

-- A deleted segment, whole, with the place that it had. Its project may be deleted too, so no reference to it.
CREATE TABLE trash (
    segment_id     INTEGER PRIMARY KEY,
    project_id     INTEGER NOT NULL,
    op_id          INTEGER NOT NULL,
    deleted_at     INTEGER NOT NULL,
    predecessor_id INTEGER, -- the segment that stood before it
    sequence_index INTEGER NOT NULL,
    text           TEXT    NOT NULL,
    image_prompt   TEXT    NOT NULL,
    image_id       INTEGER REFERENCES media (id),
    audio_id       INTEGER REFERENCES media (id),
    is_locked      INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX trash_image ON trash (image_id) WHERE image_id IS NOT NULL;
CREATE INDEX trash_audio ON trash (audio_id) WHERE audio_id IS NOT NULL;
CREATE INDEX trash_project ON trash (project_id, deleted_at);

-- The op log: one row a user action, with the images of the rows that it changed, before and after.
CREATE TABLE op (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    project_id INTEGER,
    kind       TEXT    NOT NULL,
    segments   INTEGER NOT NULL,                                       -- how many it was about
    state      TEXT    NOT NULL CHECK (state IN ('done', 'undone', 'final')), -- final: can't be taken back
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX op_project ON op (project_id, id);

CREATE TABLE op_row (
    op_id  INTEGER NOT NULL REFERENCES op (id) ON DELETE CASCADE,
    entity TEXT    NOT NULL CHECK (entity IN ('project', 'segment')),
    row_id INTEGER NOT NULL,
    before TEXT, -- JSON of the row; null: it was not there
    after  TEXT, -- JSON of the row; null: it is gone
    PRIMARY KEY (op_id, entity, row_id)
) STRICT, WITHOUT ROWID;

-- New places of whole runs of segments: cheaper than an image a row, and exactly as reversible.
CREATE TABLE op_shift (
    op_id      INTEGER NOT NULL REFERENCES op (id) ON DELETE CASCADE,
    from_index INTEGER NOT NULL,
    to_index   INTEGER NOT NULL,
    len        INTEGER NOT NULL CHECK (len > 0),
    PRIMARY KEY (op_id, from_index)
) STRICT, WITHOUT ROWID;
