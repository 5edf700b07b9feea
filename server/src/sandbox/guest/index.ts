import { begin } from './begin.ts';
import { exposeGlobals } from './globals.ts';
import { defineProperty, parseJson } from './intrinsics.ts';
import { connectLink, limitCalls, takeAnswer } from './link.ts';
import { type RunInput, surfaceOf } from './surface.ts';
import { runDueTimers } from './timers.ts';

type Link = Parameters<typeof connectLink>;

/**
 * Called once, before any script: makes the global names and answers the function through which everything else comes
 * in. No function of the process around ever becomes visible to a script.
 */
export function connect(...link: Link) {
  connectLink(...link);
  exposeGlobals();
  return deliver;
}

function deliver(kind: string, ...values: (string | number)[]): void {
  if (kind === 'open') open(values[0] as string, values[1] as number);
  else if (kind === 'wake') runDueTimers();
  else for (let at = 0; at < values.length; at += 2) takeAnswer(values[at] as number, values[at + 1] as string);
}

/** Hands what the module `joinery` is made of to that module, which takes the name away before the script runs. */
function open(input: string, hostCalls: number): void {
  limitCalls(hostCalls);
  const surface = surfaceOf(parseJson(input) as RunInput);
  defineProperty(globalThis, '$joinery', { value: { ...surface, begin }, configurable: true });
}
