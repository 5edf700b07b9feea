import { callHost } from './link.ts';

/** Reads a list of the host page by page, as it is walked. */
export async function* pages<T>(name: string, input: object, list: 'users' | 'groups'): AsyncGenerator<T, void> {
  let after: string | null | undefined;
  do {
    const page = await callHost<{ users?: T[]; groups?: T[]; next: string | null }>(name, { ...input, after });
    yield* page[list] ?? [];
    after = page.next;
  } while (after);
}

export async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}
