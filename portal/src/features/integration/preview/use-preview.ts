'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ApiError, apiQuery, type FieldProblem } from '@/lib/api';
import type { CreateIntegrationInput, PreviewIntegrationQueryVariables } from '../../../../generated/graphql';
import { previewQuery } from '../integration.documents';

const SETTLED_MS = 350;

/** The event to show it for: one that happened, or an example of a type. */
export type PreviewFor = { eventId: string } | { sample: string };

/**
 * What would be sent, asked again whenever the form has settled. What the API refuses in the form comes back as
 * problems, so that one is told of them while one writes.
 */
export function usePreview(
  input: CreateIntegrationInput,
  integrationId: string | null,
  event: PreviewFor | null,
  isReadOnly: boolean,
) {
  // Nothing of it depends on the name, which may not be there yet.
  const named = { ...input, name: input.name.trim() || 'new' };
  const written: PreviewIntegrationQueryVariables = isReadOnly
    ? { integrationId, ...event }
    : { input: named, integrationId, ...event };
  const [text] = useDebouncedValue(JSON.stringify(written), SETTLED_MS);
  const variables = JSON.parse(text) as PreviewIntegrationQueryVariables;
  const { data, error } = useQuery({ ...apiQuery(previewQuery, variables), enabled: event !== null });
  const problems: readonly FieldProblem[] = error instanceof ApiError ? error.fields : [];
  return { previews: error ? undefined : data?.previewIntegration, problems, error };
}
