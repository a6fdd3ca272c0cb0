UPDATE retention SET days = $1, max_bytes = $2, recycles = $3
