'use client';

import { Pill } from '@mantine/core';
import { parseAsString } from 'nuqs';
import { FilterSelect, useFilters } from '@/components/data-list';
import { SpanFilter } from '@/components/span-filter';
import { inWords } from '@/components/status-badge';
import { PersonFilter } from '@/features/picker';
import { inPlainWords, WORDINGS } from '@/features/record';

const OUTCOME_OPTIONS = [
  { value: 'CHANGED', label: 'Changed something' },
  { value: 'NOOP', label: 'Changed nothing' },
  { value: 'SKIPPED', label: 'Was skipped' },
  { value: 'FAILED', label: 'Failed or refused' },
];

const ACTION_OPTIONS = Object.keys(WORDINGS)
  .sort()
  .map((action) => {
    const [noun = '', verb = ''] = action.split('.');
    return { value: action, label: `${inWords(noun)}: ${inPlainWords(verb)}` };
  });

const TYPES = [...new Set(Object.keys(WORDINGS).map((action) => action.split('.', 1)[0] ?? ''))];
const NOT_TARGETS = new Set(['login', 'mfa', 'audit', 'plugin', 'action']);
const TYPE_OPTIONS = [...TYPES.filter((type) => !NOT_TARGETS.has(type)), 'membership', 'mfa_method', 'audit_log']
  .sort()
  .map((value) => ({ value, label: inWords(value) }));

/** By who, what, to what, how it came out and when; all of it in the URL. */
export function AuditFilterBar() {
  const [{ target }, setFilters] = useFilters({ target: parseAsString, type: parseAsString });
  return (
    <>
      <PersonFilter name="actor" label="Who" />
      <FilterSelect name="action" label="Action" options={ACTION_OPTIONS} searchable />
      <FilterSelect name="type" label="Kind of thing" options={TYPE_OPTIONS} />
      <FilterSelect name="outcome" label="Outcome" options={OUTCOME_OPTIONS} />
      <SpanFilter />
      {target && (
        <Pill
          size="lg"
          withRemoveButton
          removeButtonProps={{ 'aria-label': 'Show records of other things too' }}
          onRemove={() => setFilters({ target: null, type: null })}
        >
          Only one thing: {target.slice(0, 8)}…
        </Pill>
      )}
    </>
  );
}
