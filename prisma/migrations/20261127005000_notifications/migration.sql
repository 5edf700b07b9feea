-- What people are told of: rare among events, and looked for every few minutes.
CREATE INDEX events_notifiable ON events (tenant_id, fired_at)
  WHERE type IN ('task.run_failed', 'task.confirmation_needed', 'integration.failing', 'integration.disabled',
                 'action_flow.failed', 'action_flow.confirmation_needed', 'action_flow.approval_needed');
