import { z } from 'zod';
import type { RunScope } from '../run-scope.ts';
import { isCredential, openHeader, sealHeader } from './credential-headers.ts';
import { mapTexts } from './secret-names.ts';

const HIDDEN = '••••••';

const Headers = z.array(z.tuple([z.string(), z.string()]));
const Sealed = z.record(z.string(), z.object({ keyVersion: z.number(), sealed: z.string() }));

/**
 * The input of a write as its effect keeps it: secrets by name. A credential that the script was given on its way is
 * sealed beside the headers where the effect will be performed later, and only hidden where it has been already.
 */
export async function keepInput(scope: RunScope, input: unknown): Promise<Record<string, unknown>> {
  const named = mapTexts(input, (text) => scope.names.name(text)) as Record<string, unknown>;
  const headers = Headers.safeParse(named.headers);
  const credentials = headers.success ? headers.data.filter(isCredential) : [];
  const shown = mapTexts(named, (text) => scope.mask.text(text)) as Record<string, unknown>;
  if (!headers.success || credentials.length === 0) return shown;
  const hidden = headers.data.map((header): [string, string] =>
    isCredential(header) ? [header[0], HIDDEN] : [header[0], scope.mask.text(header[1])],
  );
  if (scope.run.mode === 'apply') return { ...shown, headers: hidden };
  const sealed = credentials.map(async ([name, value]) => [name, await sealHeader(scope, value)]);
  return { ...shown, headers: hidden, sealedHeaders: Object.fromEntries(await Promise.all(sealed)) };
}

/** The input again, as the script made it. PRECONDITION_FAILED where a secret that it needs is gone. */
export async function restoreInput(scope: RunScope, data: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { sealedHeaders, ...kept } = data;
  const sealed = Sealed.safeParse(sealedHeaders);
  if (!sealed.success) return fill(scope, kept);
  const opened = new Map<string, string>();
  for (const [name, value] of Object.entries(sealed.data)) opened.set(name, await openHeader(scope, value));
  const headers = Headers.parse(kept.headers).map(([name, value]) => [name, opened.get(name) ?? value]);
  return fill(scope, { ...kept, headers });
}

function fill(scope: RunScope, kept: Record<string, unknown>): Record<string, unknown> {
  return mapTexts(kept, (text) => scope.names.fill(text)) as Record<string, unknown>;
}
