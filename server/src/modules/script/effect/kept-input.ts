import { z } from 'zod';
import type { RunScope } from '../run-scope.ts';
import { isCredential, openCredential, sealCredential } from './credential-headers.ts';
import { mapTexts } from './secret-names.ts';

const HIDDEN = '••••••';

type Input = Record<string, unknown>;

const Headers = z.array(z.tuple([z.string(), z.string()]));
const Sealed = z.record(z.string(), z.object({ keyVersion: z.number(), sealed: z.string() })).optional();
/** Where a request may hold a credential in the middle of a text. */
const TEXTS = ['url', 'body'] as const;

/**
 * The input of a write as its effect keeps it: secrets by name. A credential that the script was given on its way is
 * hidden, and sealed beside it where the effect will be performed later: by the header, or with the text that it is in.
 */
export async function keepInput(scope: RunScope, input: unknown): Promise<Input> {
  const asked = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : { input };
  const named = mapTexts(asked, (text) => scope.names.name(text)) as Input;
  learnFrom(scope, named);
  const shown = mapTexts(named, (text) => scope.mask.text(scope.learned.hide(text))) as Input;
  const headers = Headers.safeParse(named.headers);
  const kept = headers.success ? { ...shown, headers: headers.data.map((header) => hideHeader(scope, header)) } : shown;
  if (scope.run.mode === 'apply') return kept;
  const credentials = headers.success ? headers.data.filter(isCredential) : [];
  const texts = TEXTS.flatMap((name) => {
    const text = named[name];
    return typeof text === 'string' && scope.learned.hide(text) !== text ? [[name, text] as const] : [];
  });
  return {
    ...kept,
    ...(credentials.length > 0 ? { sealedHeaders: await sealAll(scope, credentials) } : {}),
    ...(texts.length > 0 ? { sealedTexts: await sealAll(scope, texts) } : {}),
  };
}

/** The input again, as the script made it. PRECONDITION_FAILED where a secret that it needs is gone. */
export async function restoreInput(scope: RunScope, data: Input): Promise<Input> {
  const { sealedHeaders, sealedTexts, ...kept } = data;
  const credentials = await openAll(scope, sealedHeaders);
  const restored = { ...kept, ...Object.fromEntries(await openAll(scope, sealedTexts)) };
  if (credentials.size === 0) return fill(scope, restored);
  const headers = Headers.parse(kept.headers).map(([name, value]) => [name, credentials.get(name) ?? value]);
  return fill(scope, { ...restored, headers });
}

function learnFrom({ learned }: RunScope, { url, body }: Input): void {
  if (typeof url === 'string') learned.fromUrl(url);
  if (typeof body === 'string') learned.fromBody(body);
}

function hideHeader({ mask, learned }: RunScope, header: [string, string]): [string, string] {
  return [header[0], isCredential(header) ? HIDDEN : mask.text(learned.hide(header[1]))];
}

async function sealAll(scope: RunScope, values: readonly (readonly [name: string, value: string])[]) {
  const sealed = values.map(async ([name, value]) => [name, await sealCredential(scope, value)] as const);
  return Object.fromEntries(await Promise.all(sealed));
}

async function openAll(scope: RunScope, sealed: unknown): Promise<Map<string, string>> {
  const opened = new Map<string, string>();
  for (const [name, value] of Object.entries(Sealed.parse(sealed) ?? {})) {
    opened.set(name, await openCredential(scope, value));
  }
  return opened;
}

function fill(scope: RunScope, kept: Input): Input {
  return mapTexts(kept, (text) => scope.names.fill(text)) as Input;
}
