-- A take that was recorded for a narration which has been changed since.
PRAGMA user_version = 3;

ALTER TABLE segment ADD COLUMN is_audio_stale INTEGER NOT NULL DEFAULT 0 CHECK (is_audio_stale IN (0, 1));
ALTER TABLE trash ADD COLUMN is_audio_stale INTEGER NOT NULL DEFAULT 0 CHECK (is_audio_stale IN (0, 1));
