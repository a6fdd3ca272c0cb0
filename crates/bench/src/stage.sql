-- ?1: how many segments
INSERT INTO project (id, title, created_at, updated_at) VALUES (1, 'A long story', 0, 0);

WITH RECURSIVE numbered (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM numbered WHERE id < 2 * ?1)
INSERT INTO media (id, kind, path, name, bytes, width, height, duration_ms, created_at, location, wanted)
SELECT
    id,
    iif(id % 2, 'image', 'audio'),
    'media/m' || id || iif(id % 2, '.png', '.wav'),
    'take ' || id || iif(id % 2, '.png', '.wav'),
    1024, iif(id % 2, 1920, NULL), iif(id % 2, 1080, NULL), iif(id % 2, NULL, 2000 + id % 5000), 0, 'media', 'media'
FROM numbered;

WITH RECURSIVE numbered (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM numbered WHERE id < ?1)
INSERT INTO segment (id, project_id, sequence_index, text, image_prompt, image_id, audio_id, created_at, updated_at)
SELECT
    id, 1, id - 1,
    'Line ' || id || ': once a hare laughed at a tortoise for his slow pace.',
    'Number ' || id || ', a hare and a tortoise on a country road at noon, long grass, storybook gouache',
    2 * id - 1, 2 * id, 0, 0
FROM numbered;
