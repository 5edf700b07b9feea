'use client';

import { Pill } from '@mantine/core';
import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { FilterSelect } from '@/components/data-list';
import { Select } from '@/components/inputs';
import { SpanFilter } from '@/components/span-filter';
import { inWords } from '@/components/status-badge';
import { PersonFilter } from '@/features/picker';
import { inPlainWords } from './sentence';
import { WORDINGS } from './wordings';

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
  const [{ action, target }, setState] = useQueryStates(
    { action: parseAsString, target: parseAsString, type: parseAsString, pages: parseAsArrayOf(parseAsString) },
    { history: 'replace' },
  );
  return (
    <>
      <PersonFilter name="actor" label="Who" />
      <Select
        aria-label="Action"
        placeholder="Action"
        data={ACTION_OPTIONS}
        value={action}
        onChange={(value) => void setState({ action: value, pages: null })}
        searchable
        clearable
        limit={100}
        w={220}
      />
      <FilterSelect name="type" label="Kind of thing" options={TYPE_OPTIONS} />
      <FilterSelect name="outcome" label="Outcome" options={OUTCOME_OPTIONS} />
      <SpanFilter />
      {target && (
        <Pill
          size="lg"
          withRemoveButton
          removeButtonProps={{ 'aria-label': 'Show records of other things too' }}
          onRemove={() => void setState({ target: null, type: null, pages: null })}
        >
          Only one thing: {target.slice(0, 8)}…
        </Pill>
      )}
    </>
  );
}
