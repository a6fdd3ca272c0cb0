-- All but the newest $1 steps of each project, with the undos and redos among them: out of undo's reach then.
DELETE FROM op
WHERE id IN (
    SELECT older.id
    FROM op AS older
    JOIN (
        SELECT project_id, max(id) AS last
        FROM (
            SELECT id, project_id, row_number() OVER (PARTITION BY project_id ORDER BY id DESC) AS nth
            FROM op
            WHERE kind NOT IN ('undo', 'redo')
        )
        WHERE nth > $1
        GROUP BY project_id
    ) AS cut ON cut.project_id = older.project_id AND older.id <= cut.last
)
