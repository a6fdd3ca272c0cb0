UPDATE segment SET audio_id = $2, is_audio_stale = 0, updated_at = $3 WHERE id = $1
