-- What is under way for one person: a flow waits for an older one of its chain's counterpart.
CREATE INDEX action_flows_open_of_subject ON action_flows (tenant_id, subject_id)
  WHERE subject_id IS NOT NULL AND finished_at IS NULL;
