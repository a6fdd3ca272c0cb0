INSERT INTO project (id, title, created_at, updated_at) VALUES (1, 'Story', 0, 0), (2, 'Empty', 0, 0);

INSERT INTO media (id, kind, path, name, bytes, width, height, duration_ms, created_at, location, wanted, problem) VALUES
    (1, 'image', 'media/a.png', 'a.png', 5000, 44, 44, NULL, 0, 'media', 'media', NULL),
    (2, 'audio', 'media/b.wav', 'b.wav', 5244, NULL, NULL, 325, 0, 'media', 'media', NULL),
    (3, 'image', 'media/c.png', 'c.png', 5000, 44, 44, NULL, 0, 'media', 'media', NULL),
    (4, 'image', 'media/d.png', 'd.png', 5000, 44, 44, NULL, 0, 'trash', 'trash', NULL),
    (5, 'image', 'media/e.png', 'e.png', 5000, 44, 44, NULL, 0, 'media', 'trash', 'name_taken');

INSERT INTO segment (id, project_id, sequence_index, text, image_prompt, image_id, audio_id, is_locked, created_at, updated_at) VALUES
    (1, 1, 0, 'One.', 'a fox', 1, 2, 0, 0, 0),
    (2, 1, 3, 'Two.', '', 3, NULL, 0, 0, 0);

INSERT INTO op (id, project_id, kind, segments, state, created_at) VALUES (1, 1, 'delete_segments', 2, 'final', 0);

-- Deleted in the year 2100, so that no rule takes them.
INSERT INTO trash (segment_id, project_id, op_id, deleted_at, predecessor_id, sequence_index, text, image_prompt, image_id, audio_id, is_locked, created_at, updated_at) VALUES
    (3, 1, 1, 4102444800000, 1, 1, 'Gone.', '', 4, NULL, 0, 0, 0),
    (4, 1, 1, 4102444800000, 3, 2, 'Gone too.', '', 5, NULL, 1, 0, 0);

UPDATE sqlite_sequence SET seq = 4 WHERE name = 'segment';
