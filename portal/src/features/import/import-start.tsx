'use client';

import { Title } from '@mantine/core';
import { useState } from 'react';
import { PageHeader } from '@/components/page-header';
import { useViewer } from '@/lib/session';
import { DryRun } from './dry-run';
import { History } from './history';
import type { ImportSource } from './read-file';
import { SourceForm } from './source-form';

interface Planned {
  id: string;
  source: ImportSource;
}

/** A file of people: first what it would change, row by row, then the change. */
export function ImportStart() {
  const { can } = useViewer();
  const [planned, setPlanned] = useState<Planned | null>(null);
  return (
    <>
      <PageHeader
        parent={{ href: '/people', title: 'People' }}
        title="Import people"
        text="People are told apart by their email. What a row does not name stays as it is, and nothing is written before you have seen what would change."
      />
      {can('user:write') &&
        (planned ? (
          <DryRun planId={planned.id} source={planned.source} onBack={() => setPlanned(null)} />
        ) : (
          <SourceForm onPlanned={(id, source) => setPlanned({ id, source })} />
        ))}
      <Title order={2} size="h4" mt="xl" mb="sm">
        Imports so far
      </Title>
      <History />
    </>
  );
}
