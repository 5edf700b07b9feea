/** What was chosen or pasted, as the API takes it. */
export type ImportSource = { csv: string } | { json: unknown[] };

/** A text as CSV or, where it begins like it, JSON. Throws what is wrong with it, in words for a person. */
export function sourceOf(text: string): ImportSource {
  const trimmed = text.trim();
  if (trimmed === '') throw new Error('There is nothing in it.');
  if (!trimmed.startsWith('[') && !trimmed.startsWith('{')) return { csv: text };
  let parsed: unknown;
  try {
    parsed = JSON.parse(trimmed);
  } catch (cause) {
    throw new Error('It begins like JSON, and is not: check brackets, quotes and commas.', { cause });
  }
  if (Array.isArray(parsed)) return { json: parsed };
  throw new Error('The JSON must be an array of people: [{ "email": … }]');
}
