'use client';

import { Card, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { Select } from '@/components/inputs';
import { ChainPicker } from '@/features/picker';
import type { ChainPurpose } from '../../../../generated/graphql';
import { askedInput } from '../draft/asked-input';
import { PURPOSES } from '../purpose';
import { InputFieldsEditor } from './input-fields-editor';
import type { ChainEditorState } from './use-chain-editor';

/** What the chain is called, what it is for, and what it is started with. */
export function ChainSettings({ editor: { form, draft, actions } }: { editor: ChainEditorState }) {
  return (
    <Card withBorder component="section" aria-label="Chain">
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="Name" required {...form.getInputProps('name')} />
          <Select
            label="Purpose"
            data={[...PURPOSES]}
            value={draft.purpose}
            onChange={(purpose) => purpose && form.setFieldValue('purpose', purpose as ChainPurpose)}
            allowDeselect={false}
          />
        </SimpleGrid>
        <Textarea
          label="Description"
          description="What it gives or takes, for whoever reads it in a year"
          autosize
          {...form.getInputProps('description')}
        />
        <ChainPicker
          label="Its other way round"
          description="The chain that takes away what this one gives, or gives what it takes away"
          placeholder="None"
          value={draft.counterpartId}
          onChange={(id) => form.setFieldValue('counterpartId', id)}
          error={form.errors.counterpartId}
        />
        <InputFieldsEditor
          schema={draft.inputSchema}
          onChange={(schema) => form.setFieldValue('inputSchema', schema)}
          error={form.errors.inputSchema}
          asked={() => askedInput(draft.steps, actions.actionOf).schema}
        />
      </Stack>
    </Card>
  );
}
