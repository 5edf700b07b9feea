'use client';

import { Anchor, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { BY_TIME, type Column, ListPage } from '@/components/data-list';
import { OnceOpen } from '@/components/once-open';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { sentenceOf } from '@/features/record';
import { AuditFilterBar } from './audit-filter-bar';
import { ExportProofButton } from './export-proof-button';
import { auditListing } from './listing';
import type { AuditRecord } from './record';
import { VerifyButton } from './verify-button';

const RecordDrawer = dynamic(() => import('./record-drawer').then((module) => module.RecordDrawer), { ssr: false });

const LABELS: Record<AuditRecord['outcome'], string> = {
  CHANGED: 'Done',
  NOOP: 'No change',
  SKIPPED: 'Skipped',
  FAILED: 'Failed',
};

/** What was done, by whom and to what: a sentence each, with the record behind it. */
export function AuditList() {
  const [opened, open] = useState<AuditRecord | null>(null);
  const columns = useMemo(() => columnsWith(open), []);
  return (
    <>
      <ListPage
        title="Audit"
        text="Everything that was done, sealed so that no line can be changed or removed without being seen."
        actions={
          <>
            <ExportProofButton />
            <VerifyButton />
          </>
        }
        listing={auditListing}
        noun="audit records"
        columns={columns}
        nameOf={sentenceOf}
        searchLabel="Search action, address or name"
        filters={<AuditFilterBar />}
        empty={{ title: 'Nothing done yet', text: 'Whatever is done here from now on is written down.' }}
      />
      <OnceOpen isOpen={opened !== null}>
        <RecordDrawer record={opened} onClose={() => open(null)} />
      </OnceOpen>
    </>
  );
}

function columnsWith(open: (record: AuditRecord) => void): Column<AuditRecord>[] {
  return [
    {
      key: 'at',
      title: 'When',
      sortField: BY_TIME,
      width: 135,
      render: ({ at }) => <TimeText value={at} size="sm" />,
      csv: ({ at }) => at,
    },
    {
      key: 'sentence',
      title: 'What happened',
      render: (record) => (
        <Anchor
          component="button"
          type="button"
          size="sm"
          ta="left"
          c="var(--mantine-color-text)"
          style={{ overflowWrap: 'anywhere' }}
          onClick={() => open(record)}
        >
          {sentenceOf(record)}
        </Anchor>
      ),
      csv: sentenceOf,
    },
    {
      key: 'action',
      title: 'Action',
      width: 220,
      isSecondary: true,
      render: ({ action }) => (
        <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {action}
        </Text>
      ),
      csv: ({ action }) => action,
    },
    {
      key: 'from',
      title: 'From',
      width: 130,
      isSecondary: true,
      render: ({ ipAddress }) => (
        <Text size="xs" c="dimmed">
          {ipAddress ?? '–'}
        </Text>
      ),
      csv: ({ ipAddress }) => ipAddress,
    },
    {
      key: 'outcome',
      title: 'Outcome',
      width: 120,
      isSecondary: true,
      render: ({ outcome }) => <StatusBadge status={outcome} label={LABELS[outcome]} />,
      csv: ({ outcome }) => outcome.toLowerCase(),
    },
  ];
}
