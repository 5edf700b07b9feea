'use client';

import { useQuery } from '@tanstack/react-query';
import { Select } from '@/components/inputs';
import { apiQuery } from '@/lib/api';
import type { TaskDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import { taskChoicesQuery } from '../integration.documents';

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
  const { data } = useQuery(apiQuery(taskChoicesQuery, {}));
  return (
    <Select
      label="Task"
      description="It gets the event, as its script reads it with event()"
      required
      placeholder="Choose a task"
      data={(data?.tasks.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={action.taskId}
      onChange={(taskId) => onChange({ ...action, taskId })}
      error={problemAt(`${path}.taskId`, !action.taskId)}
      searchable
      nothingFoundMessage="No task of this name"
    />
  );
}
