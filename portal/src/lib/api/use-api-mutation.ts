'use client';

import { type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from './api-error';
import { callApi } from './call-api';
import type { Document } from './document';
import { operationName } from './query-options';

interface Options<Data, Variables, Context>
  extends Omit<UseMutationOptions<Data, ApiError, Variables, Context>, 'mutationFn'> {
  /** Queries whose answers may have changed: asked again when this has succeeded or failed. */
  invalidates?: readonly { toString(): string }[];
}

/** A mutation of the API. Its error is an ApiError. */
export function useApiMutation<Data, Variables, Context = unknown>(
  document: Document<Data, Variables>,
  { invalidates = [], onSettled, ...options }: Options<Data, Variables, Context> = {},
) {
  const client = useQueryClient();
  return useMutation<Data, ApiError, Variables, Context>({
    ...options,
    mutationFn: (variables) => callApi(document, variables),
    onSettled: async (...args) => {
      for (const query of invalidates) void client.invalidateQueries({ queryKey: [operationName(query)] });
      await onSettled?.(...args);
    },
  });
}
