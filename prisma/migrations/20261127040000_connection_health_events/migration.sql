-- What people are told of, connections that fail or work again included.
DROP INDEX events_notifiable;
CREATE INDEX events_notifiable ON events (tenant_id, fired_at)
  WHERE type IN ('task.run_failed', 'task.confirmation_needed', 'integration.failing', 'integration.disabled',
                 'action_flow.failed', 'action_flow.confirmation_needed', 'action_flow.approval_needed',
                 'connection.failing', 'connection.recovered');
