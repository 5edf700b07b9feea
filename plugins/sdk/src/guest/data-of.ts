import type { HttpCallAnswer } from './protocol.ts';

/** JSON as it came, or text; undefined for an empty body. */
export function dataOf({ body }: Pick<HttpCallAnswer, 'body'>): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
