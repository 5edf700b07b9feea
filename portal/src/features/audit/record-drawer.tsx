'use client';

import { Drawer, Group, Stack, Text } from '@mantine/core';
import { FactGrid } from '@/components/fact-grid';
import { JsonView } from '@/components/json-view';
import { LinkText } from '@/components/link-text';
import { exactTime } from '@/components/time-text';
import { inPlainWords, sentenceOf } from '@/features/record';
import type { AuditRecord } from './record';

/** The record behind a sentence, whole, and the way to what belongs to it. */
export function RecordDrawer({ record, onClose }: { record: AuditRecord | null; onClose: () => void }) {
  return (
    <Drawer
      opened={record !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title="Audit record"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {record && <Whole record={record} onLeave={onClose} />}
    </Drawer>
  );
}

function Whole({ record, onLeave }: { record: AuditRecord; onLeave: () => void }) {
  const { at, action, targetType, targetId, requestId, ipAddress, sequence, hash, actorId, eventId } = record;
  return (
    <Stack>
      <Text fw={500}>{sentenceOf(record)}</Text>
      <FactGrid
        facts={[
          { label: 'When', value: exactTime(new Date(at)) },
          { label: 'Action', value: action },
          { label: 'From', value: ipAddress ?? 'inside Joinery' },
          { label: 'Place in the log', value: sequence ?? 'not sealed yet' },
        ]}
      />
      <Group gap="md" onClick={onLeave}>
        {targetId && (
          <LinkText size="sm" href={`/audit?type=${targetType}&target=${targetId}`}>
            All of this {inPlainWords(targetType)}
          </LinkText>
        )}
        {actorId && (
          <LinkText size="sm" href={`/audit?actor=${actorId}`}>
            All by the same
          </LinkText>
        )}
        {eventId && (
          <LinkText size="sm" href={`/events/${eventId}`}>
            The event it set off
          </LinkText>
        )}
      </Group>
      <JsonView
        label="The record as it is kept"
        value={{
          ...{ id: record.id, action, actorKind: record.actorKind, actorId, actorEmail: record.actorEmail },
          ...{ targetType, targetId, targetName: record.targetName, outcome: record.outcome, detail: record.detail },
          ...{ eventId, requestId, ipAddress, at, erasedAt: record.erasedAt, sequence, hash },
        }}
        maxHeight={520}
      />
    </Stack>
  );
}
