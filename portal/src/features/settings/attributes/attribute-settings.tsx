'use client';

import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmAct } from '@/components/confirm-act';
import { ErrorState } from '@/components/error-state';
import { JsonView } from '@/components/json-view';
import { PageLoading } from '@/components/page-loading';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { leavePage } from '@/lib/unsaved';
import { setAttributeSchemaMutation, tenantSettingsQuery } from '../settings.documents';
import { AttributeEditor } from './attribute-editor';
import { SchemaText } from './schema-text';

/** What may be known of people beside their name, and in which form. */
export function AttributeSettings() {
  const { data, error, refetch } = useQuery(apiQuery(tenantSettingsQuery, {}));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  return <Editor schema={data.tenant.attributeSchema ?? null} />;
}

function Editor({ schema }: { schema: unknown }) {
  const { can } = useViewer();
  const [view, setView] = useState('list');
  const save = useSave();
  const isKept = can('tenant:write');
  // Made anew when what is stored changes: by saving, or by somebody else.
  const key = JSON.stringify(schema);
  return (
    <Stack maw={900}>
      <Text size="sm" c="dimmed">
        Attributes of people are checked against this when they are written. People who do not fit stay as they are
        until they are changed next.
      </Text>
      <Group justify="space-between">
        <SegmentedControl
          aria-label="How to show it"
          data={[
            { value: 'list', label: 'As a list' },
            { value: 'json', label: 'As JSON Schema' },
          ]}
          value={view}
          onChange={(next) => leavePage(() => setView(next))}
        />
        {isKept && schema !== null && (
          <ConfirmAct label="Allow anything" onConfirm={() => save(null)}>
            From then on, anything may be written into the attributes of people. What is there stays.
          </ConfirmAct>
        )}
      </Group>
      {view === 'list' && <AttributeEditor key={key} schema={schema} onSave={isKept ? save : null} />}
      {view === 'json' && isKept && <SchemaText key={key} schema={schema} onSave={save} />}
      {view === 'json' && !isKept && <JsonView label="JSON Schema" value={schema} />}
    </Stack>
  );
}

function useSave(): (schema: unknown) => Promise<void> {
  const setting = useApiMutation(setAttributeSchemaMutation, { invalidates: [tenantSettingsQuery] });
  return async (schema) => {
    await setting.mutateAsync({ input: { schema } });
    notifications.show({ color: 'green', message: 'The attributes were saved' });
  };
}
