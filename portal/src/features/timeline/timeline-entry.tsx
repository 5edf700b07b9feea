'use client';

import { Collapse, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type Change, changesIn } from '@/components/changes';
import { CodeText } from '@/components/code-text';
import { TimeText } from '@/components/time-text';
import { sentenceOf } from '@/features/record';
import type { TimelineRecord } from './timeline';
import classes from './timeline.module.css';

/** One thing that happened; opened, what it changed. */
export function TimelineEntry({ record }: { record: TimelineRecord }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const changes = changesIn(record.detail);
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  const line = (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }} fw={500}>
        {sentenceOf(record)}
      </Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        <TimeText value={record.at} />
      </Text>
    </>
  );
  return (
    <li className={classes.entry} data-outcome={record.outcome}>
      {changes.length === 0 ? (
        line
      ) : (
        <UnstyledButton onClick={toggle} aria-expanded={isOpen} w="100%">
          <Group justify="space-between" wrap="nowrap" gap="xs">
            <span>{line}</span>
            <Icon size={16} aria-hidden style={{ flexShrink: 0 }} />
          </Group>
        </UnstyledButton>
      )}
      <Collapse expanded={isOpen}>{isOpen && <Changes changes={changes} />}</Collapse>
    </li>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <dl className={classes.changes}>
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <Text component="dt" size="xs" c="dimmed">
            {field}
          </Text>
          <Text component="dd" size="xs" m={0}>
            {before && <CodeText>{before}</CodeText>}
            {before && after && ' → '}
            {after && <CodeText>{after}</CodeText>}
            {before && !after && ' removed'}
          </Text>
        </div>
      ))}
    </dl>
  );
}
