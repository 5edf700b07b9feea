'use client';

import { TextInput } from '@mantine/core';
import { FILTER_WIDTH } from './data-list/filter-select';
import { useFilters } from './data-list/use-filters';
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
  const [{ span, since, until }, setState] = useFilters(spanParsers);
  const isCustom = span === CUSTOM || (span === null && (since !== null || until !== null));
  return (
    <>
      <Select
        aria-label="Time"
        placeholder="Any time"
        data={OPTIONS}
        value={isCustom ? CUSTOM : span}
        onChange={(value) => setState({ span: value, since: null, until: null })}
        clearable
        w={FILTER_WIDTH}
      />
      {isCustom && (
        <>
          <TextInput
            type="datetime-local"
            aria-label="From"
            defaultValue={since ? toLocalInput(since) : ''}
            onChange={(event) => setState({ since: fromLocalInput(event.currentTarget.value) })}
          />
          <TextInput
            type="datetime-local"
            aria-label="To"
            defaultValue={until ? toLocalInput(until) : ''}
            onChange={(event) => setState({ until: fromLocalInput(event.currentTarget.value) })}
          />
        </>
      )}
    </>
  );
}
