import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScriptTrigger } from '../../../server/src/modules/script/index.ts';
import { withTrigger } from '../../../server/src/modules/script/trigger-config.ts';
import { runScript, startScripts, succeeded } from './setup.ts';

const scripts = await startScripts();
const { owner } = await scripts.newTenant();

const TRIGGER: ScriptTrigger = {
  eventId: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0090',
  eventType: 'user.deactivated',
  actorId: null,
  actorEmail: 'admin@example.test',
  ipAddress: '192.0.2.1',
  firedAt: '2026-11-26T18:00:00.000Z',
  data: {
    user_email: 'ada@example.test',
    user_active: false,
    user_attributes: { github_username: 'ada', user_email: 'not this', teams: ['a'] },
  },
  previous: { user_active: true },
};

describe('what a script finds in its world', () => {
  it('is its config and its secrets, "" for what is not there, and its run', async () => {
    const { output, run } = succeeded(
      await runScript(
        scripts,
        owner,
        `return JSON.stringify([config.get("a"), config.get("none"), secrets.get("none"), secrets.get("S").length,
           trigger, info.id, info.taskName, info.mode, info.triggeredBy]);`,
        { config: { a: '1' }, secrets: { S: 'four' } },
      ),
    );
    expect(JSON.parse(output)).toEqual(['1', '', '', 4, null, run.runId, 'Nightly sync', 'apply', 'manual']);
  });

  it('is the event that set it off, in trigger and in config, where the offboarding scripts look', async () => {
    const { output } = succeeded(
      await runScript(
        scripts,
        owner,
        `return JSON.stringify([trigger?.data.user_email, trigger?.previous?.user_active, config.get("trigger_user_email"),
           config.get("trigger_github_username"), config.getBool("trigger_user_active"), config.get("trigger_event_type"),
           config.get("trigger_actor_id"), config.getList("trigger_teams"), config.get("github_org")]);`,
        { trigger: TRIGGER, triggeredBy: 'integration', config: { github_org: 'acme' } },
      ),
    );
    const user = 'ada@example.test';
    expect(JSON.parse(output)).toEqual([user, true, user, 'ada', false, 'user.deactivated', '', ['a'], 'acme']);
  });

  it('says what the event says, and nothing that was left there from a run by hand', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.string()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (config, data) => {
          const leftover = { trigger_user_email: 'somebody-else@example.test', trigger_github_username: 'else' };
          const merged = withTrigger({ ...config, ...leftover }, { ...TRIGGER, data });
          for (const [key, value] of Object.entries(config)) {
            if (!key.startsWith('trigger_')) expect(merged[key]).toBe(value);
          }
          for (const [name, value] of Object.entries(data)) {
            if (typeof value === 'string' && !name.match(/^(event|actor|ip|fired)_/)) {
              expect(merged[`trigger_${name}`]).toBe(value);
            }
          }
          if (!('github_username' in data)) expect(merged).not.toHaveProperty('trigger_github_username');
          expect(Object.values(merged).every((value) => typeof value === 'string')).toBe(true);
        },
      ),
    );
  });

  it('leaves such entries to runs by hand', () => {
    expect(withTrigger({ trigger_user_email: 'a@example.test' }, null)).toEqual({
      trigger_user_email: 'a@example.test',
    });
  });
});

describe('the lists, flags and numbers of a config', () => {
  it('are read as the seed of this product reads them, whatever stands there', async () => {
    const values = fc.sample(
      fc.oneof(
        fc.string(),
        fc.array(fc.string()).map((list) => JSON.stringify(list)),
        fc.array(fc.string()).map((list) => list.join(',')),
        fc.integer().map(String),
        fc.constantFrom(
          'true',
          'TRUE',
          '1',
          'yes',
          'Yes',
          'no',
          '',
          '[',
          '[1,',
          '[]',
          ' 7 ',
          '1.5',
          '1e3',
          '99999999999999999999',
        ),
      ),
      { numRuns: 200, seed: 7 },
    );
    const config = Object.fromEntries(values.map((value, index) => [String(index), value]));
    const { output } = succeeded(
      await runScript(
        scripts,
        owner,
        `return JSON.stringify(Array.from({ length: ${values.length} }, (_, index) => {
           const key = String(index);
           return [config.get(key), config.getList(key), config.getBool(key), config.getInt(key)];
         }));`,
        { config },
      ),
    );
    for (const [index, [text, list, isTrue, number]] of JSON.parse(output).entries()) {
      const value = values[index] ?? '';
      expect(text).toBe(value);
      expect(list).toEqual(expectedList(value));
      expect(isTrue).toBe(/^\s*(true|1|yes)\s*$/i.test(value));
      expect(Number.isSafeInteger(number)).toBe(true);
      if (/^-?\d{1,15}$/.test(value)) expect(number).toBe(Number(value));
      if (/[^\s\d+-]/.test(value)) expect(number).toBe(0);
    }
  });
});

/** A JSON array of texts, or texts between commas; neither has empty ones. */
function expectedList(value: string): string[] {
  let list: unknown = value.split(',');
  try {
    const parsed: unknown = JSON.parse(value);
    if (Array.isArray(parsed)) list = parsed;
  } catch {
    // It is no JSON, and so texts between commas.
  }
  return (list as unknown[]).map((item) => String(item).trim()).filter((item) => item !== '');
}
