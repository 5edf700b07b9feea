'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { callApi, queryKeyOf } from '@/lib/api';
import {
  createIntegrationMutation,
  integrationQuery,
  integrationsQuery,
  setSecretsMutation,
  updateIntegrationMutation,
} from '../integration.documents';
import type { Draft, SecretDraft } from './draft';
import { toInput } from './to-input';

/** Saves a form: the integration, then its secrets, which belong to a saved one. Answers its id. */
export function useSave(integrationId: string | null) {
  const client = useQueryClient();
  // Where the secrets were refused, the integration is there already, and saving again must not make another.
  const savedId = useRef(integrationId);
  return async (draft: Draft, before: Draft): Promise<string> => {
    const id = await saveIntegration(savedId.current, draft);
    savedId.current = id;
    if (isChanged(draft.secrets, before.secrets)) {
      const secrets = draft.secrets.map(({ name, value }) => (value ? { name, value } : { name }));
      await callApi(setSecretsMutation, { integrationId: id, secrets });
    }
    await Promise.all(
      [queryKeyOf(integrationQuery), queryKeyOf(integrationsQuery)].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
    return id;
  };
}

async function saveIntegration(id: string | null, draft: Draft): Promise<string> {
  const input = toInput(draft);
  if (id === null) return (await callApi(createIntegrationMutation, { input })).createIntegration.id;
  return (await callApi(updateIntegrationMutation, { id, input })).updateIntegration.id;
}

function isChanged(secrets: readonly SecretDraft[], before: readonly SecretDraft[]): boolean {
  return secrets.length !== before.length || secrets.some(({ value, isStored }) => !isStored || value !== '');
}
