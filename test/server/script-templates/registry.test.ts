import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SCRIPT_TEMPLATES } from '../../../server/src/modules/script/templates/index.ts';

const FOLDER = fileURLToPath(new URL('../../../server/src/modules/script/templates', import.meta.url));
const SHARED = '// From here on, the same in every script that ships.';

const folders = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const scriptOf = (name: string) => readFileSync(`${FOLDER}/${name}/script.ts`, 'utf8');

/** The first group of every match, each once, sorted. */
function every(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))].sort();
}

describe('the registry of script templates', () => {
  it('lists every folder, once', () => {
    expect(SCRIPT_TEMPLATES.map(({ name }) => name).sort()).toEqual(folders.sort());
  });

  it('holds scripts that share one way to report', () => {
    const shared = folders.map((name) => scriptOf(name).split(SHARED)[1]).filter((part) => part !== undefined);
    expect(shared.length).toBeGreaterThan(10);
    expect(new Set(shared).size).toBe(1);
  });
});

describe.each(SCRIPT_TEMPLATES)('the template $name', ({ name, config, secrets, cronExpression, allowedHosts }) => {
  const script = scriptOf(name);

  it('describes every config key that the script reads, and no other', () => {
    const read = every(script, /\b(?:config\.get\w*|needed)\(\s*'([a-z_]+)'/g);
    // What an event brings is described only where a person may give it instead.
    const described = config.map(({ key }) => key);
    expect(described.toSorted()).toEqual(read.filter((key) => described.includes(key) || !key.startsWith('trigger_')));
  });

  it('says the defaults that the script takes', () => {
    for (const { key, defaultValue } of config) {
      const inScript = new RegExp(`config\\.get(?:Int)?\\('${key}'\\) \\|\\| (?:'([^']+)'|(\\d+))`).exec(script);
      if (inScript) expect({ key, defaultValue }).toEqual({ key, defaultValue: inScript[1] ?? inScript[2] });
    }
  });

  it('names every secret that the script uses, and no other', () => {
    const used = every(script, /\b(?:secrets\.get|needed)\(\s*'([A-Z_]+)'/g);
    expect(secrets.map((secret) => secret.name).toSorted()).toEqual(used);
  });

  it('allows the hosts that the script asks by itself', () => {
    const code = script.replace(/^ *\/\/.*$/gm, '').replace(/is missing: https:\S+/g, '');
    const hosts = every(code, /'https:\/\/([a-z.]+)/g);
    for (const host of hosts) expect(allowedHosts).toContain(host);
  });

  it('has a schedule of five fields, or none', () => {
    if (cronExpression !== null) expect(cronExpression).toMatch(/^(\S+ ){4}\S+$/);
  });
});
