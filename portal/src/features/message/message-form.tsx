'use client';

import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormProblem } from '@/components/form-problem';
import { fromLocalInput } from '@/components/local-time';
import { GroupPicker, PersonPicker } from '@/features/picker';
import { useApiForm } from '@/lib/form';
import { useUnsavedInput } from '@/lib/unsaved';
import type { SendMessageInput } from '../../../generated/graphql';

interface MessageValues extends Record<string, unknown> {
  to: 'person' | 'group' | 'domain' | 'everyone';
  domain: string;
  id: string | null;
  subject: string;
  text: string;
  sendAt: string;
}

const EMPTY: MessageValues = { to: 'person', domain: '', id: null, subject: '', text: '', sendAt: '' };

const WHOM = [
  { value: 'person', label: 'A person' },
  { value: 'group', label: 'A group' },
  { value: 'domain', label: 'A domain' },
  { value: 'everyone', label: 'Everybody' },
];

/** To whom, what, and when. */
export function MessageForm({ onSubmit }: { onSubmit: (values: MessageValues) => Promise<unknown> }) {
  const { form, submit, problem, isBusy } = useApiForm<MessageValues>({ initialValues: EMPTY });
  const [to, setTo] = useState<MessageValues['to']>('person');
  const [id, setId] = useState<string | null>(null);
  useUnsavedInput(() => id !== null && !isBusy);
  const choose = (value: string) => {
    setTo(value as MessageValues['to']);
    setId(null);
  };
  const canSend = to === 'everyone' || to === 'domain' || id !== null;
  return (
    <form onSubmit={submit((values) => onSubmit({ ...values, to, id }))}>
      <Stack>
        <FormProblem problem={problem} />
        <SegmentedControl aria-label="To whom" data={WHOM} value={to} onChange={choose} />
        {to === 'person' && <PersonPicker label="Person" required value={id} onChange={setId} />}
        {to === 'group' && <GroupPicker label="Group" required value={id} onChange={setId} />}
        {to === 'domain' && (
          <TextInput
            label="Address ends with"
            description="Everybody who may sign in, and whose address ends so, gets it"
            placeholder="@example.com"
            required
            {...form.getInputProps('domain')}
            key={form.key('domain')}
          />
        )}
        {to === 'everyone' && <Text size="sm">Everybody who may sign in gets it.</Text>}
        <TextInput label="Subject" required {...form.getInputProps('subject')} key={form.key('subject')} />
        <Textarea
          label="Text"
          required
          autosize
          minRows={5}
          maxRows={16}
          {...form.getInputProps('text')}
          key={form.key('text')}
        />
        <TextInput
          label="Not before"
          description="Empty: with the next delivery"
          type="datetime-local"
          {...form.getInputProps('sendAt')}
          key={form.key('sendAt')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={!canSend}>
            {to === 'person' ? 'Send message' : 'Send to all of them'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function inputOfMessage({ to, id, domain, subject, text, sendAt }: MessageValues): SendMessageInput {
  const recipients = {
    person: { userIds: id ? [id] : [] },
    group: { groupId: id },
    domain: { emailEndsWith: domain },
    everyone: { everyone: true },
  };
  return { to: recipients[to], subject, text, sendAt: fromLocalInput(sendAt)?.toISOString() ?? null };
}
