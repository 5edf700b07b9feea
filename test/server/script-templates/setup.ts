import type { Config } from '../../../server/src/config.ts';
import type { Context } from '../../../server/src/context.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import {
  compileScript,
  type ScriptEffect,
  type ScriptOutcome,
  type ScriptRun,
  type ScriptTrigger,
} from '../../../server/src/modules/script/index.ts';
import { listScriptTemplates } from '../../../server/src/modules/script/script-template.ts';
import { createUser, type UserRow } from '../../../server/src/modules/user/index.ts';
import type { Twin } from '../../twins/twin.ts';
import { runCode, startScripts } from '../script/setup.ts';

export interface RunOptions {
  config?: Record<string, string>;
  secrets?: Record<string, string>;
  trigger?: Partial<ScriptTrigger>;
}

export interface FinishedRun {
  outcome: ScriptOutcome;
  /** What it answered, or why it failed. */
  text: string;
  /** How many items had which outcome, by the first line of its report. */
  counts: { changed: number; noop: number; skipped: number; failed: number };
  effects: ScriptEffect[];
  logs: string[];
}

/** One tenant that runs the template, over a database and a sandbox of the test file's own. */
export async function startTemplate(name: string, config: Partial<Config> = {}) {
  const scripts = await startScripts(config);
  const { owner } = await scripts.newTenant();
  const template = listScriptTemplates(owner).find((one) => one.name === name);
  const compiled = await compileScript(template?.script ?? '');
  if (!compiled.ok) throw new Error(`${name} does not compile: ${JSON.stringify(compiled.diagnostics)}`);

  const run = async (mode: 'apply' | 'plan', { trigger, ...options }: RunOptions): Promise<FinishedRun> => {
    const event: Pick<ScriptRun, 'trigger' | 'triggeredBy'> = trigger
      ? { trigger: { ...EVENT, ...trigger }, triggeredBy: 'integration' }
      : { trigger: null, triggeredBy: 'manual' };
    const settings = { mode, taskName: name, timeoutMs: 20_000, ...event, ...options };
    const { outcome, output, error, effects, logs } = await runCode(scripts, owner, compiled.code, settings);
    const text = outcome.ok ? output : error;
    return { outcome, text, counts: countsIn(text), effects, logs: logs.map((line) => line.text) };
  };

  return {
    owner,
    apply: (options: RunOptions = {}) => run('apply', options),
    plan: (options: RunOptions = {}) => run('plan', options),
  };
}

export type Template = Awaited<ReturnType<typeof startTemplate>>;

const EVENT: ScriptTrigger = {
  eventId: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0100',
  eventType: 'user.created',
  actorId: null,
  actorEmail: 'grace@example.com',
  ipAddress: '203.0.113.7',
  firedAt: '2026-11-26T10:00:00.000Z',
  data: {},
  previous: null,
};

function countsIn(text: string): FinishedRun['counts'] {
  const count = (outcome: string) => Number(new RegExp(`(\\d+) ${outcome}`).exec(text)?.[1] ?? 0);
  return { changed: count('changed'), noop: count('noop'), skipped: count('skipped'), failed: count('failed') };
}

/** What a run changed, or a plan would change, in words. */
export function changesIn({ effects }: FinishedRun): string[] {
  return effects.filter(({ outcome }) => outcome === 'planned' || outcome === 'changed').map(({ summary }) => summary);
}

/** Plans, and runs twice: the plan changes nothing and lists what the first run does; the second has nothing to do. */
export async function planAndRunTwice({ plan, apply }: Template, options: RunOptions, twins: Twin[] = []) {
  const planned = await plan(options);
  if (!planned.outcome.ok) throw new Error(planned.text);
  const written = twins.flatMap((twin) => twin.writes()).filter(({ path }) => !path.endsWith('/access_tokens'));
  const first = await apply(options);
  const second = await apply(options);
  return { planned, written, first, second };
}

/** A group with these people in it; those with a username at GitHub have it as their attribute. */
export async function groupOf(owner: Context, name: string, members: UserRow[]) {
  const group = await createGroup(owner, { name });
  for (const { id } of members) await addGroupMember(owner, { groupId: group.id, userId: id });
  return group;
}

export function githubUser(owner: Context, githubUsername: string | null): Promise<UserRow> {
  const attributes = githubUsername ? { github_username: githubUsername } : {};
  return createUser(owner, { email: `${(githubUsername ?? 'nameless').toLowerCase()}@example.com`, attributes });
}
