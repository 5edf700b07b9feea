import { configOf } from './config.ts';
import { gworkspace, jwt, ldap } from './connectors.ts';
import { idp } from './idp.ts';
import { freeze } from './intrinsics.ts';
import type { RunInfo, Trigger } from './joinery.js';
import { JoineryError } from './joinery-error.ts';

/** `SandboxRun.input`, as whoever makes a run puts it together. */
export interface RunInput {
  config: Record<string, string>;
  secrets: Record<string, string>;
  trigger: Trigger | null;
  run: RunInfo;
}

/** What the module `joinery` exports, by name. */
export function surfaceOf({ config, secrets, trigger, run }: RunInput) {
  const values = { ...triggerFields(trigger), ...config };
  return {
    config: freeze(configOf(values)),
    secrets: freeze({ get: (name: string) => (Object.hasOwn(secrets, name) ? secrets[name] : '') }),
    trigger: trigger && freeze(trigger),
    run: freeze(run),
    idp,
    gworkspace,
    ldap,
    jwt,
    JoineryError,
  };
}

/**
 * The event's fields as the script's configuration shows them. A key that the task itself has keeps the task's value:
 * who configures a task knows its keys, who fires an event does not.
 */
function triggerFields(trigger: Trigger | null): Record<string, string> {
  const fields = Object.entries(trigger?.data ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(fields.map(([name, value]) => [`trigger_${name}`, fieldText(value)]));
}

function fieldText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
