'use client';

import { Stack } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { type JsonSchema, SchemaFields, type SchemaFieldsProps, withProperty } from '@/components/schema-form';
import { apiQuery } from '@/lib/api';
import { chainInputQuery } from '../chain.documents';
import { InnerInput } from './inner-input';
import { onlyOf } from './only-of';

/** Which chain a step runs, about whom, and with what: by the fields of that chain's own input. */
export function RunChainInput({ schema, value, onChange, path, errors }: SchemaFieldsProps) {
  const chainId = typeof value.chainId === 'string' ? value.chainId : null;
  return (
    <Stack gap="sm">
      <SchemaFields
        schema={onlyOf(schema, ['chainId', 'subjectId'])}
        value={value}
        // Another chain takes another input.
        onChange={(next) => onChange(next.chainId === value.chainId ? next : withProperty(next, 'input', undefined))}
        path={path}
        errors={errors}
      />
      <InnerInput
        key={chainId}
        legend="What its flow is started with"
        schema={schema}
        inner={useChainInput(chainId)}
        value={value}
        onChange={onChange}
        path={path}
        errors={errors}
      />
    </Stack>
  );
}

/** What flows of the chain take; null where that is not known. */
function useChainInput(chainId: string | null): JsonSchema | null {
  const query = apiQuery(chainInputQuery, { id: chainId ?? '' });
  const { data } = useQuery(chainId ? query : { ...query, queryFn: skipToken, placeholderData: undefined });
  if (data?.actionChain.id !== chainId) return null;
  return (data?.actionChain.inputSchema as JsonSchema | null | undefined) ?? null;
}
