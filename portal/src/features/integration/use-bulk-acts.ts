'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { BulkAct } from '@/components/data-list';
import { callApi, queryKeyOf } from '@/lib/api';
import { deleteIntegrationMutation, integrationsQuery, updateIntegrationMutation } from './integration.documents';
import type { IntegrationRow } from './integration-columns';

/** What can be done to several integrations at once. */
export function useBulkActs(): BulkAct<IntegrationRow>[] {
  const client = useQueryClient();
  const after = () => client.invalidateQueries({ queryKey: queryKeyOf(integrationsQuery) });
  const switchTo = (enabled: boolean) => async (row: IntegrationRow) => {
    await callApi(updateIntegrationMutation, { id: row.id, input: { enabled } });
    await after();
  };
  return [
    {
      label: 'Enable',
      describe: (rows) =>
        `${named(rows)}: listening begins again. What happened meanwhile is not delivered by this; recover it on the page of each.`,
      run: switchTo(true),
    },
    {
      label: 'Disable',
      describe: (rows) => `${named(rows)}: nothing is sent until they are enabled again.`,
      run: switchTo(false),
    },
    {
      label: 'Delete',
      color: 'red',
      describe: (rows) =>
        `${named(rows)}: deleted with all secrets; what was not delivered yet is cancelled. This cannot be undone.`,
      run: async ({ id }) => {
        await callApi(deleteIntegrationMutation, { id });
        await after();
      },
    },
  ];
}

function named(rows: readonly IntegrationRow[]): string {
  return rows.length === 1 ? `${rows[0]?.name}` : `${rows.length} integrations`;
}
