'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import { BindingOrigin, BindingSources, type JsonSchema, SchemaFields } from '@/components/schema-form';
import { ChainPicker, PickedIds } from '@/features/picker';
import { apiQuery } from '@/lib/api';
import type { FlowDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import { chainInputQuery } from '../integration.documents';
import { idSources } from './event-sources';
import { FlowInput } from './flow-input';

export interface FlowPartProps {
  action: FlowDraft;
  onChange: (action: FlowDraft) => void;
  /** Where the action stands in the form. */
  path: string;
}

const SUBJECT: JsonSchema = {
  type: 'object',
  properties: {
    subjectId: {
      type: 'string',
      title: 'Person it is about',
      description: 'Somebody in particular, or whom the event names',
      'x-refers-to': 'user',
    },
  },
};

/** Which chain, about whom, and with what. */
export function FlowFields({ action, onChange, path }: FlowPartProps) {
  const { sharedFields, problemAt } = useEditor();
  const schema = useInputSchema(action.chainId);
  return (
    <PickedIds>
      <BindingOrigin value="the event">
        <ChainPicker
          label="Chain"
          withAsterisk
          placeholder="Choose a chain"
          value={action.chainId}
          // Another chain takes another input.
          onChange={(chainId) => onChange({ ...action, chainId, input: {}, inputText: null })}
          error={problemAt(`${path}.chainId`, !action.chainId)}
        />
        <BindingSources value={idSources(sharedFields)}>
          <SchemaFields
            schema={SUBJECT}
            value={{ subjectId: action.subjectId }}
            onChange={({ subjectId }) => onChange({ ...action, subjectId })}
            path={path}
            errors={{ [`${path}.subjectId`]: problemAt(`${path}.subjectId`) }}
          />
        </BindingSources>
        {schema !== undefined && <FlowInput action={action} onChange={onChange} path={path} schema={schema} />}
      </BindingOrigin>
    </PickedIds>
  );
}

/** What flows of the chain take: null for anything; undefined as long as it is not known. */
function useInputSchema(chainId: string | null): JsonSchema | null | undefined {
  const query = apiQuery(chainInputQuery, { id: chainId ?? '' });
  const { data } = useQuery(chainId ? query : { ...query, queryFn: skipToken, placeholderData: undefined });
  if (data?.actionChain.id !== chainId) return undefined;
  return (data?.actionChain.inputSchema as JsonSchema | null | undefined) ?? null;
}
