import type { SqlTxContext } from '../../../transaction.ts';
import { readSecrets } from '../../secret/index.ts';
import { readSigningSecrets, type SigningSecretValue } from './signing-secret.ts';

/** Everything secret that an integration holds. */
export interface IntegrationSecrets {
  /** What templates name as `{{secrets.NAME}}`. */
  readonly named: Readonly<Record<string, string>>;
  /** Tokens, passwords and webhook URLs of its actions, by stored name. */
  readonly ofActions: ReadonlyMap<string, string>;
  readonly signing: readonly SigningSecretValue[];
}

export async function readIntegrationSecrets(ctx: SqlTxContext, integrationId: string): Promise<IntegrationSecrets> {
  const [named, ofActions, signing] = await Promise.all([
    readSecrets(ctx, 'integration', integrationId),
    readSecrets(ctx, 'integration_action', integrationId),
    readSecrets(ctx, 'webhook_signing', integrationId),
  ]);
  return { named: Object.fromEntries(named), ofActions, signing: readSigningSecrets(signing) };
}

/** Every text that must not be seen. Of a secret URL, its path by itself too: a receiver may repeat only that. */
export function secretTexts({ named, ofActions, signing }: IntegrationSecrets): string[] {
  const held = [...Object.values(named), ...ofActions.values()];
  const keys = signing.flatMap(({ secret, key }) => [secret, key.export().toString('base64')]);
  return [...held, ...held.flatMap(pathOf), ...keys];
}

const SHORTEST_SECRET_PATH = 8;

function pathOf(text: string): string[] {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  const path = url ? url.pathname + url.search : '';
  return path.length < SHORTEST_SECRET_PATH ? [] : [path];
}
