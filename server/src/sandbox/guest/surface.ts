import { configOf } from './config.ts';
import { flows, gworkspace, jwt, ldap } from './connectors.ts';
import { idp } from './idp.ts';
import { freeze } from './intrinsics.ts';
import type { RunInfo, Trigger } from './joinery.js';
import { JoineryError } from './joinery-error.ts';
import { callHost } from './link.ts';

/** `SandboxRun.input`, as whoever makes a run puts it together. */
export interface RunInput {
  config: Record<string, string>;
  secrets: Record<string, string>;
  trigger: Trigger | null;
  run: RunInfo;
}

/** What the module `joinery` exports, by name. */
export function surfaceOf({ config, secrets, trigger, run }: RunInput) {
  return {
    config: freeze(configOf(config)),
    secrets: freeze({ get: (name: string) => (Object.hasOwn(secrets, name) ? secrets[name] : '') }),
    trigger: trigger && freeze(trigger),
    run: freeze(run),
    idp,
    gworkspace,
    ldap,
    jwt,
    flows,
    JoineryError,
  };
}

let ordered: unknown;

/** What a plugin is asked for. */
export function takeOrder(input: unknown): void {
  ordered = input;
}

/** What calls a plugin finds; the order is there by the time that it does. */
export const pluginSurface = { input: () => ordered, callHost };
