import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { AccountLimiter, type SecretStore } from '@joinery/plugin-sdk/host';
import { type Manifest, manifestOf } from '@joinery/plugin-sdk/manifest';
import { afterAll } from 'vitest';
import { bundlePlugin } from '../../../plugins/cli/src/bundle.ts';
import { systemClock } from '../../../server/src/platform/clock.ts';
import { createEgress } from '../../../server/src/platform/egress/index.ts';

type Plugin = Parameters<typeof manifestOf>[0];

/** What the host needs of the server, with loopback let through. */
export function openHostServices() {
  const egress = createEgress({ allow: ['127.0.0.0/8'] });
  afterAll(() => egress.close());
  return { egress, clock: systemClock, limiter: new AccountLimiter() };
}

/** A plugin of `plugins/`, built as it is published. */
export async function buildPlugin(
  name: string,
  plugin: Plugin,
): Promise<{ code: string; digest: string; manifest: Manifest }> {
  const code = await bundlePlugin(fileURLToPath(new URL(`../../../plugins/${name}`, import.meta.url)));
  const sha256 = createHash('sha256').update(code).digest('hex');
  return { code, digest: sha256, manifest: manifestOf(plugin, { publisher: 'joinery', sha256 }) };
}

export function secretsOf(values: Record<string, string>): SecretStore {
  return { has: (name) => Object.hasOwn(values, name), open: async (name) => values[name] ?? '' };
}
