'use client';

import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Autocomplete, Select } from '@/components/inputs';
import { apiQuery } from '@/lib/api';
import type { FlowDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import { chainChoicesQuery } from '../integration.documents';

/** Which chain, about whom, and with what. */
export function FlowFields({
  action,
  onChange,
  path,
}: {
  action: FlowDraft;
  onChange: (action: FlowDraft) => void;
  path: string;
}) {
  const { fields, problemAt } = useEditor();
  const { data } = useQuery(apiQuery(chainChoicesQuery, {}));
  const ids = fields.filter(({ name }) => name.endsWith('_id')).map(({ name }) => `event.data.${name}`);
  return (
    <>
      <Select
        label="Chain"
        required
        placeholder="Choose a chain"
        data={(data?.actionChains.nodes ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={action.chainId}
        onChange={(chainId) => onChange({ ...action, chainId })}
        error={problemAt(`${path}.chainId`, !action.chainId)}
        searchable
        nothingFoundMessage="No chain of this name"
      />
      <Autocomplete
        label="Person it is about"
        description="A field of the event, or the id of a person"
        placeholder="event.data.user_id"
        data={ids}
        value={action.subject}
        onChange={(subject) => onChange({ ...action, subject })}
        error={problemAt(`${path}.subjectId`)}
      />
      <Textarea
        label="Input"
        description='JSON. A field of the event is written as {"$from": "event.data.user_email"}.'
        autosize
        minRows={3}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } }}
        value={action.input}
        onChange={(event) => onChange({ ...action, input: event.currentTarget.value })}
        error={problemAt(`${path}.input`) ?? (isJson(action.input) ? undefined : 'This is not JSON yet')}
      />
    </>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
