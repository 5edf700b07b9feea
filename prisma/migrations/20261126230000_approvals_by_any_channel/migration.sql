-- What people are asked, in whichever way they were told.
DROP INDEX action_flow_steps_approvals;
CREATE INDEX action_flow_steps_approvals ON action_flow_steps (tenant_id, waiting_until)
  WHERE status = 'WAITING' AND wait ->> 'kind' = 'approval';
