import { ProviderError, z } from '@joinery/plugin-sdk';
import type { HttpAnswer } from '@joinery/plugin-sdk/types';

/** What a request answered, when it fits the JSON Schema that its input asks for. */
export function answered({ status, data }: HttpAnswer<unknown>, schema: Record<string, unknown> | undefined) {
  const body = z.json().parse(data ?? null);
  if (schema) {
    const { error } = schemaOf(schema).safeParse(body);
    if (error)
      throw new ProviderError('unexpected_answer', `the answer does not fit: ${z.prettifyError(error)}`, { status });
  }
  return { status, body };
}

function schemaOf(schema: Record<string, unknown>): z.ZodType {
  try {
    return z.fromJSONSchema(schema);
  } catch (error) {
    throw new ProviderError('invalid', `input.answer is no JSON Schema: ${(error as Error).message}`, { cause: error });
  }
}
