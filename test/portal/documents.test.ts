import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../portal/src', import.meta.url));

const matches = (text: string, form: RegExp) => [...text.matchAll(form)].map(([, name]) => name);

it('a fragment is used only in the file that it is in, where its text is at hand', () => {
  const files = globSync('**/*.documents.ts', { cwd: SRC });
  expect(files).not.toEqual([]);
  for (const file of files) {
    const text = readFileSync(`${SRC}/${file}`, 'utf8');
    const own = matches(text, /\bfragment (\w+) on/g);
    const used = matches(text, /[.]{3}\s*([A-Z]\w*)/g);
    expect({ file, missing: used.filter((name) => !own.includes(name)) }).toEqual({ file, missing: [] });
  }
});
