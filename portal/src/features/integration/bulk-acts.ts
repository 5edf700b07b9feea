import type { BulkAct } from '@/components/data-list';
import { callApi } from '@/lib/api';
import { deleteIntegrationMutation, updateIntegrationMutation } from './integration.documents';
import type { IntegrationRow } from './integration-columns';

/** What can be done to several integrations at once. */
export const BULK_ACTS: readonly BulkAct<IntegrationRow>[] = [
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
    run: ({ id }) => callApi(deleteIntegrationMutation, { id }),
  },
];

function switchTo(enabled: boolean) {
  return ({ id }: IntegrationRow) => callApi(updateIntegrationMutation, { id, input: { enabled } });
}

function named(rows: readonly IntegrationRow[]): string {
  return rows.length === 1 ? `${rows[0]?.name}` : `${rows.length} integrations`;
}
