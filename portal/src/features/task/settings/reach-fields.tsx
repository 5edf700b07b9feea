'use client';

import { Stack, Switch } from '@mantine/core';
import { TagsInput } from '@/components/inputs';
import type { TaskForm } from './task-values';

/** Where the script may go, and which runners may take it. */
export function ReachFields({ form }: { form: TaskForm }) {
  const { hasHostList } = form.getValues();
  return (
    <Stack gap="sm">
      <Switch
        label="Only hosts that are named here"
        description="Otherwise it may reach any public host"
        {...form.getInputProps('hasHostList', { type: 'checkbox' })}
      />
      {hasHostList && (
        <TagsInput
          label="Hosts"
          description="As in api.github.com or *.example.com; Enter adds one. None: it reaches nothing"
          splitChars={[',', ' ']}
          {...form.getInputProps('allowedHosts')}
        />
      )}
      <TagsInput
        label="Runner labels"
        description="Only runners with all of them take it; none for any runner"
        {...form.getInputProps('runnerLabels')}
      />
    </Stack>
  );
}
