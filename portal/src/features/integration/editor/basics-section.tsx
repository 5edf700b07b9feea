'use client';

import { Textarea, TextInput } from '@mantine/core';
import type { Draft } from './draft';
import { useEditor } from './editor-context';
import { Section } from './section';

export function BasicsSection({ draft, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const { problemAt } = useEditor();
  return (
    <Section title="What it is" text="How people find it, and why it is there.">
      <TextInput
        label="Name"
        required
        value={draft.name}
        error={problemAt('name', draft.name === '')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Textarea
        label="Description"
        autosize
        minRows={2}
        value={draft.description}
        error={problemAt('description')}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
    </Section>
  );
}
