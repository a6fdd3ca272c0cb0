-- What is null stays as it is. Another text than the one that the take was made for makes the take stale.
UPDATE segment
SET text = coalesce($2, text), image_prompt = coalesce($3, image_prompt), is_locked = coalesce($4, is_locked),
    is_audio_stale = CASE WHEN $2 <> text AND audio_id IS NOT NULL THEN 1 ELSE is_audio_stale END, updated_at = $5
WHERE id = $1
