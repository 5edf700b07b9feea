'use client';

import { Button, Fieldset, Grid, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormProblem } from '@/components/form-problem';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { apiQuery } from '@/lib/api';
import { ActionSection } from '../actions/action-section';
import { ConditionSection } from '../conditions/condition-section';
import { catalogueQuery } from '../integration.documents';
import { PreviewPanel } from '../preview/preview-panel';
import { type PreviewFor, usePreview } from '../preview/use-preview';
import { BasicsSection } from './basics-section';
import { fieldsOfAll, fieldsOfAny, variablesFor } from './catalogue';
import type { Draft } from './draft';
import { EditorContext } from './editor-context';
import { SecretSection } from './secret-section';
import { toInput } from './to-input';
import { TriggerSection } from './trigger-section';
import { useProblems } from './use-problems';

export interface IntegrationEditorProps {
  initial: Draft;
  /** Null: it is new. */
  integrationId: string | null;
  label: string;
  isReadOnly?: boolean;
  /** Throws what the API refused. */
  onSave: (draft: Draft) => Promise<unknown>;
}

/** All of an integration on one page, with what it would send beside it. */
export function IntegrationEditor({
  initial,
  integrationId,
  label,
  isReadOnly = false,
  onSave,
}: IntegrationEditorProps) {
  const [draft, setDraft] = useState(initial);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { data } = useQuery(apiQuery(catalogueQuery, {}));
  const catalogue = data?.eventTypes ?? [];
  const types = catalogue.filter(({ name }) => draft.eventTypes.includes(name));
  const { event, choose } = useEventChoice(draft.eventTypes);
  const preview = usePreview(toInput(draft), integrationId, event, isReadOnly);
  const { problem, isBusy, submit, ...problems } = useProblems(preview.problems, () => onSave(draft));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(initial);
  const names = draft.secrets.map(({ name }) => name).filter(Boolean);
  const variables = variablesFor(types, data?.templateVariables ?? [], names);
  return (
    <EditorContext value={{ fields: fieldsOfAny(types), sharedFields: fieldsOfAll(types), variables, ...problems }}>
      <form onSubmit={submit} noValidate>
        <UnsavedGuard isUnsaved={() => isChanged && !isBusy && !isReadOnly} />
        <Grid gap="md" align="flex-start">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Fieldset variant="unstyled" disabled={isReadOnly}>
              <Stack>
                <BasicsSection draft={draft} onChange={change} />
                <TriggerSection
                  catalogue={catalogue}
                  value={draft.eventTypes}
                  onChange={(eventTypes) => change({ eventTypes })}
                />
                <ConditionSection value={draft.conditions} onChange={(conditions) => change({ conditions })} />
                <ActionSection value={draft.actions} onChange={(actions) => change({ actions })} />
                <SecretSection value={draft.secrets} onChange={(secrets) => change({ secrets })} />
              </Stack>
            </Fieldset>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }} style={{ position: 'sticky', top: 72 }}>
            <PreviewPanel eventTypes={draft.eventTypes} event={event} onEvent={choose} {...preview} />
          </Grid.Col>
        </Grid>
        {!isReadOnly && (
          <Stack mt="md" gap="sm">
            <FormProblem problem={problem} />
            <Group justify="flex-end">
              {integrationId && !isChanged && (
                <Text size="sm" c="dimmed">
                  Everything is saved
                </Text>
              )}
              <Button type="submit" loading={isBusy}>
                {label}
              </Button>
            </Group>
          </Stack>
        )}
      </form>
    </EditorContext>
  );
}

/** The event of the preview: what was chosen, or an example of the first type that there is still. */
function useEventChoice(eventTypes: readonly string[]) {
  const [chosen, choose] = useState<PreviewFor | null>(null);
  const isThere = chosen && ('eventId' in chosen || eventTypes.includes(chosen.sample));
  const [first] = eventTypes;
  const event: PreviewFor | null = first === undefined ? null : isThere ? chosen : { sample: first };
  return { event, choose };
}
