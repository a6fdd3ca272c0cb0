UPDATE _sqlx_migrations SET installed_on = '2026-01-01 00:00:00', execution_time = 0;
UPDATE project SET created_at = 0, updated_at = 0;
UPDATE media SET created_at = 0;
UPDATE segment SET created_at = 0, updated_at = 0;
UPDATE trash SET deleted_at = 4102444800000, created_at = 0, updated_at = 0;
UPDATE op SET created_at = 0;
UPDATE op_row SET before = json_replace(before, '$.updated_at', 0, '$.created_at', 0) WHERE before IS NOT NULL;
UPDATE op_row SET after = json_replace(after, '$.updated_at', 0, '$.created_at', 0) WHERE after IS NOT NULL;
