/** What was chosen or pasted, as the API's import takes it. */
export interface ImportSource {
  readonly body: Blob;
  readonly format: 'csv' | 'json' | 'ndjson';
}

const BEGINNING_BYTES = 100_000;

/** A file as CSV or, where it begins like it, JSON: an array, or an object a line. Throws what is wrong with it, in words for a person. */
export async function sourceOf(file: Blob): Promise<ImportSource> {
  const beginning = (await file.slice(0, BEGINNING_BYTES).text()).replace(/^\uFEFF/, '').trimStart();
  if (beginning === '') throw new Error('There is nothing in it.');
  if (beginning.startsWith('[')) return { body: file, format: 'json' };
  if (!beginning.startsWith('{')) return { body: file, format: 'csv' };
  if (!isJson(beginning.split('\n', 1)[0] ?? '')) {
    throw new Error('The JSON must be an array of people, [{ "email": … }], or have one person a line.');
  }
  return { body: file, format: 'ndjson' };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
