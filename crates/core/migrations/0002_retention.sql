-- How long the trash keeps what was deleted: a rule of the library, so that it holds on whatever machine opens it.
PRAGMA user_version = 2;

CREATE TABLE retention (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    days      INTEGER CHECK (days >= 0),      -- null: age does not count
    max_bytes INTEGER CHECK (max_bytes >= 0), -- null: no cap
    recycles  INTEGER NOT NULL CHECK (recycles IN (0, 1)) -- purged files go to the system's recycle bin
) STRICT;

INSERT INTO retention (id, days, max_bytes, recycles) VALUES (1, 30, 5000000000, 0);
