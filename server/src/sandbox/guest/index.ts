import { begin } from './begin.ts';
import { exposeGlobals } from './globals.ts';
import { defineProperty, parseJson } from './intrinsics.ts';
import { callHost, connectLink, limitLink, takeAnswer } from './link.ts';
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
  if (kind === 'open') open(...(values as [string, number, number, string]));
  else if (kind === 'wake') runDueTimers();
  else for (let at = 0; at < values.length; at += 2) takeAnswer(values[at] as number, values[at + 1] as string);
}

/** Hands what the module `joinery` is made of to that module, which takes the name away before the script runs. */
function open(input: string, calls: number, bytes: number, kind: string): void {
  limitLink(calls, bytes);
  const given = parseJson(input);
  const surface = kind === 'plugin' ? { input: given, callHost } : surfaceOf(given as RunInput);
  defineProperty(globalThis, '$joinery', { value: { ...surface, begin }, configurable: true });
}
