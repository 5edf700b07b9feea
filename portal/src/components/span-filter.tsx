'use client';

import { Group, TextInput } from '@mantine/core';
import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { Select } from './inputs';
import { fromLocalInput, toLocalInput } from './local-time';
import { SPANS, spanParsers } from './span';

const CUSTOM = 'custom';
const OPTIONS = [
  ...Object.entries(SPANS).map(([value, { label }]) => ({ value, label })),
  { value: CUSTOM, label: 'From … to …' },
];

/** A list's stretch of time, in the URL: one that ends now, or one with a beginning and an end. */
export function SpanFilter() {
  const [{ span, since, until }, setState] = useQueryStates(
    { ...spanParsers, pages: parseAsArrayOf(parseAsString) },
    { history: 'replace' },
  );
  const isCustom = span === CUSTOM || (span === null && (since !== null || until !== null));
  return (
    <Group gap="sm">
      <Select
        aria-label="Time"
        placeholder="Any time"
        data={OPTIONS}
        value={isCustom ? CUSTOM : span}
        onChange={(value) => void setState({ span: value, since: null, until: null, pages: null })}
        clearable
        w={180}
      />
      {isCustom && (
        <>
          <TextInput
            type="datetime-local"
            aria-label="From"
            defaultValue={since ? toLocalInput(since) : ''}
            onChange={(event) => void setState({ since: fromLocalInput(event.currentTarget.value), pages: null })}
          />
          <TextInput
            type="datetime-local"
            aria-label="To"
            defaultValue={until ? toLocalInput(until) : ''}
            onChange={(event) => void setState({ until: fromLocalInput(event.currentTarget.value), pages: null })}
          />
        </>
      )}
    </Group>
  );
}
