SELECT days, max_bytes, recycles FROM retention
