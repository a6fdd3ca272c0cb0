SELECT count(*) FROM trash
