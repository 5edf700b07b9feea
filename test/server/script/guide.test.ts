import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkScript } from '../../../server/src/modules/script/index.ts';

const guide = readFileSync(new URL('../../../docs/guides/write-a-script.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, source = '']) => source);

describe('the guide to scripts', () => {
  it('shows scripts', () => {
    expect(examples.length).toBeGreaterThan(5);
  });

  it.each(examples)('that can be saved as they stand: %#', async (source) => {
    expect(await checkScript(source)).toEqual([]);
  });

  it('and so does the README', async () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const scripts = [...readme.matchAll(/script: """\n([\s\S]*?)"""/g)].map(([, source = '']) => source);
    expect(scripts.length).toBeGreaterThan(0);
    for (const source of scripts) expect(await checkScript(source)).toEqual([]);
  });

  it('names every call of the module that it is about', () => {
    for (const name of ['config', 'secrets', 'trigger', 'run', 'idp', 'gworkspace', 'ldap', 'jwt', 'JoineryError']) {
      expect(guide).toContain(`\`${name}\``);
    }
  });
});
