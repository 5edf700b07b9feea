import type { TaskRow } from './internal.ts';

/** What the audit log keeps of a task. Its script is kept as versions; here stands which one. */
export function settingsForAudit(task: TaskRow) {
  const {
    tenantId: _,
    id: _id,
    createdAt: _at,
    updatedAt: _updated,
    version: _version,
    nextRunAt: _next,
    ...settings
  } = task;
  return settings;
}

export function taskTarget({ id, name }: Pick<TaskRow, 'id' | 'name'>) {
  return { type: 'task', id, name };
}
