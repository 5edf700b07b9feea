import { ProviderError, z } from '@joinery/plugin-sdk';
import type { HttpAnswer } from '@joinery/plugin-sdk/types';
import { misfit } from './misfit.ts';

/** What a request answered, when it fits the JSON Schema that its input asks for. */
export function answered({ status, data }: HttpAnswer<unknown>, schema: Record<string, unknown> | undefined) {
  const body = z.json().parse(data ?? null);
  const problem = schema && misfit(schema, body);
  if (problem) throw new ProviderError('unexpected_answer', `the answer does not fit: ${problem}`, { status });
  return { status, body };
}
