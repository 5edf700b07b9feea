import { begin } from './begin.ts';
import { exposeGlobals } from './globals.ts';
import { defineProperty, parseJson } from './intrinsics.ts';
import { connectLink, limitLink, takeAnswer } from './link.ts';
import { pluginSurface, type RunInput, surfaceOf, takeOrder } from './surface.ts';
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
  if (kind === 'open') open(...(values as [string, number, number]));
  else if (kind === 'load') load(...(values as [number, number]));
  else if (kind === 'order') order(...(values as [string, number, number]));
  else if (kind === 'wake') runDueTimers();
  else for (let at = 0; at < values.length; at += 2) takeAnswer(values[at] as number, values[at + 1] as string);
}

/** Before a script. */
function open(input: string, calls: number, bytes: number): void {
  limitLink(calls, bytes);
  hand(surfaceOf(parseJson(input) as RunInput));
}

/** Before a plugin's code, which may run before there is an order. */
function load(calls: number, bytes: number): void {
  limitLink(calls, bytes);
  hand(pluginSurface);
}

function order(input: string, calls: number, bytes: number): void {
  limitLink(calls, bytes);
  takeOrder(parseJson(input));
}

/** Hands what the module `joinery` is made of to that module, which takes the name away before other code runs. */
function hand(surface: object): void {
  defineProperty(globalThis, '$joinery', { value: { ...surface, begin }, configurable: true });
}
