'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { Select } from '@/components/inputs';
import { apiQuery } from '@/lib/api';
import { integrationChoicesQuery, integrationNameQuery } from './delivery-log.documents';

const SETTLED_MS = 200;

/** One integration, found by its name. */
export function IntegrationFilter() {
  const [{ integration }, setState] = useQueryStates(
    { integration: parseAsString, pages: parseAsArrayOf(parseAsString) },
    { history: 'replace' },
  );
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), SETTLED_MS);
  const { data } = useQuery(apiQuery(integrationChoicesQuery, { text: settled }));
  const chosen = useQuery({
    ...apiQuery(integrationNameQuery, { id: integration ?? '' }),
    enabled: integration !== null,
  }).data?.integration;
  const found = (data?.integrations.nodes ?? []).filter(({ id }) => id !== chosen?.id);
  const options = [...(chosen ? [chosen] : []), ...found].map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      aria-label="Integration"
      placeholder="Integration"
      data={options}
      value={integration}
      onChange={(value) => void setState({ integration: value, pages: null })}
      searchable
      onSearchChange={(typed) => setText(typed === chosen?.name ? '' : typed)}
      filter={({ options: all }) => all}
      nothingFoundMessage="No integration of this name"
      clearable
      w={220}
    />
  );
}
