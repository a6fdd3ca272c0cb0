UPDATE segment
SET text = $2, image_prompt = $3, image_id = $4, audio_id = $5, is_audio_stale = $6, updated_at = $7
WHERE id = $1
