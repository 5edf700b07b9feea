'use client';

import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { Select } from '@/components/inputs';
import { cronWords } from '../cron-words';
import { NextTimes } from './next-times';
import type { TaskForm } from './task-values';

const PRESETS = [
  { title: 'Every 15 minutes', cron: '*/15 * * * *' },
  { title: 'Hourly', cron: '0 * * * *' },
  { title: 'Daily', cron: '0 3 * * *' },
  { title: 'Weekdays', cron: '0 8 * * 1-5' },
  { title: 'Weekly', cron: '0 6 * * 1' },
  { title: 'Monthly', cron: '0 6 1 * *' },
];

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const MOST_ZONES_SHOWN = 50;

/** When a task runs by itself: again and again by a cron expression, once, or not at all. */
export function ScheduleFields({ form }: { form: TaskForm }) {
  const { scheduleType } = form.getValues();
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="When it runs"
        data={[
          { value: 'ONCE', label: 'When set off' },
          { value: 'CRON', label: 'On a schedule' },
        ]}
        style={{ alignSelf: 'flex-start' }}
        {...form.getInputProps('scheduleType')}
      />
      {scheduleType === 'CRON' ? <CronFields form={form} /> : <OnceFields form={form} />}
    </Stack>
  );
}

function CronFields({ form }: { form: TaskForm }) {
  const { cronExpression, timeZone } = form.getValues();
  return (
    <>
      <Group gap="xs" role="group" aria-label="Common schedules">
        {PRESETS.map(({ title, cron }) => (
          <Button
            key={cron}
            size="compact-xs"
            variant={cron === cronExpression ? 'light' : 'default'}
            onClick={() => form.setFieldValue('cronExpression', cron)}
          >
            {title}
          </Button>
        ))}
      </Group>
      <Group align="flex-start" gap="sm">
        <TextInput
          label="Cron expression"
          description="Minute, hour, day of month, month, day of week"
          required
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          style={{ flex: '1 1 14rem' }}
          {...form.getInputProps('cronExpression')}
        />
        <Select
          label="Time zone"
          description="Whose clock it is read by"
          data={ZONES}
          limit={MOST_ZONES_SHOWN}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such time zone"
          style={{ flex: '1 1 14rem' }}
          {...form.getInputProps('timeZone')}
        />
      </Group>
      <Text size="sm" aria-live="polite">
        {cronWords(cronExpression) ?? 'Not a schedule yet'}
      </Text>
      <NextTimes cronExpression={cronExpression} timeZone={timeZone} />
    </>
  );
}

function OnceFields({ form }: { form: TaskForm }) {
  return (
    <TextInput
      type="datetime-local"
      label="Run once at"
      description="On your clock. Left empty, it runs by hand or when an integration sets it off"
      maw={320}
      {...form.getInputProps('runAt')}
    />
  );
}
