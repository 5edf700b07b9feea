'use client';

import { TaskPicker } from '@/features/picker';
import type { TaskDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';

export function TaskFields({
  action,
  onChange,
  path,
}: {
  action: TaskDraft;
  onChange: (action: TaskDraft) => void;
  path: string;
}) {
  const { problemAt } = useEditor();
  return (
    <TaskPicker
      label="Task"
      description="It gets the event, as its script reads it with event()"
      withAsterisk
      placeholder="Choose a task"
      value={action.taskId}
      onChange={(taskId) => onChange({ ...action, taskId })}
      error={problemAt(`${path}.taskId`, !action.taskId)}
    />
  );
}
