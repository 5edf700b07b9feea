'use client';

import { Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { messageOf, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { taskQuery, tasksQuery, updateTaskMutation } from './task.documents';

/** Whether a task's schedule fires. It shows at once what was chosen, and how it was where that was refused. */
export function EnabledSwitch({
  task,
  label,
}: {
  task: { id: string; name: string; enabled: boolean; isBuiltIn: boolean };
  label?: string;
}) {
  const { can } = useViewer();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const update = useApiMutation(updateTaskMutation, { invalidates: [tasksQuery, taskQuery] });
  const change = async (enabled: boolean) => {
    setWanted(enabled);
    try {
      await update.mutateAsync({ id: task.id, input: { enabled } });
    } catch (error) {
      const title = `${task.name} was not ${enabled ? 'enabled' : 'disabled'}`;
      notifications.show({ color: 'red', title, message: messageOf(error) });
      setWanted(null);
    }
  };
  if (task.isBuiltIn || !can('task:write')) {
    return (
      <Text size="sm" title={task.isBuiltIn ? 'Built-in tasks are always on' : undefined}>
        {task.enabled ? 'On' : 'Off'}
      </Text>
    );
  }
  return (
    <Switch
      checked={wanted ?? task.enabled}
      {...(label ? { label } : { 'aria-label': `Schedule of ${task.name}` })}
      onChange={({ currentTarget }) => void change(currentTarget.checked)}
    />
  );
}
