'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { Select } from '@/components/inputs';
import { apiQuery } from '@/lib/api';
import { taskChoicesQuery, taskNameQuery } from './run.documents';

const SETTLED_MS = 200;

/** Narrows the list of runs to one task, found by its name. */
export function TaskFilter() {
  const [{ task }, setValues] = useQueryStates(
    { task: parseAsString, pages: parseAsArrayOf(parseAsString) },
    { history: 'replace' },
  );
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), SETTLED_MS);
  const { data } = useQuery(apiQuery(taskChoicesQuery, { text: settled || null }));
  const chosen = useQuery({ ...apiQuery(taskNameQuery, { id: task ?? '' }), enabled: task !== null });
  const found = data?.tasks.nodes ?? [];
  const own = chosen.data?.task;
  const choices = task && own?.id === task && !found.some(({ id }) => id === task) ? [own, ...found] : found;
  return (
    <Select
      aria-label="Any task"
      placeholder="Any task"
      searchable
      clearable
      w={180}
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      value={task}
      onChange={(value) => void setValues({ task: value, pages: null })}
      onSearchChange={setText}
      nothingFoundMessage="No task of this name"
    />
  );
}
