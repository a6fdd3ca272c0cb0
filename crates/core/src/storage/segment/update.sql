-- What is null stays as it is.
UPDATE segment
SET text = coalesce(?2, text), image_prompt = coalesce(?3, image_prompt), is_locked = coalesce(?4, is_locked),
    updated_at = ?5
WHERE id = ?1
