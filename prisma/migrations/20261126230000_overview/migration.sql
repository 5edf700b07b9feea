-- What the overview asks: what failed, and what waits. Partial, so that what went well costs nothing.
CREATE INDEX deliveries_failed_by_time ON deliveries (tenant_id, created_at) WHERE status = 'FAILED';
CREATE INDEX task_runs_failed ON task_runs (tenant_id, created_at) WHERE status = 'ERROR';
CREATE INDEX action_flows_failed ON action_flows (tenant_id, created_at) WHERE status = 'FAILED';
CREATE INDEX action_flows_waiting ON action_flows (tenant_id, wake_at) WHERE status = 'WAITING';
