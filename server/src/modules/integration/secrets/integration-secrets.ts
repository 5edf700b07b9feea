import { AppError } from '../../../errors.ts';
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

/** The secrets, or why they cannot be had and what to do about it. */
export type SecretsOrProblem = { ok: true; secrets: IntegrationSecrets } | { ok: false; problem: string };

const REMEDIES = {
  integration: 'one of its secrets cannot be opened: set its secrets again',
  integration_action: 'a token, password or webhook URL of its actions cannot be opened: enter them again',
  webhook_signing: 'its signing secret cannot be opened: rotate it',
} as const;

type IntegrationSecretKind = keyof typeof REMEDIES;

/** One that cannot be opened is the problem of its integration alone; that the tenant's key is not to be had is thrown. */
export async function readIntegrationSecrets(ctx: SqlTxContext, integrationId: string): Promise<SecretsOrProblem> {
  const [named, ofActions, signing] = await Promise.all([
    openSecrets(ctx, 'integration', integrationId),
    openSecrets(ctx, 'integration_action', integrationId),
    openSecrets(ctx, 'webhook_signing', integrationId),
  ]);
  if (typeof named === 'string') return { ok: false, problem: named };
  if (typeof ofActions === 'string') return { ok: false, problem: ofActions };
  if (typeof signing === 'string') return { ok: false, problem: signing };
  return {
    ok: true,
    secrets: { named: Object.fromEntries(named), ofActions, signing: readSigningSecrets(signing) },
  };
}

/** The secrets of a kind by name; a text is why they cannot be opened. */
export async function openSecrets(
  ctx: SqlTxContext,
  kind: IntegrationSecretKind,
  integrationId: string,
): Promise<Map<string, string> | string> {
  try {
    return await readSecrets(ctx, kind, integrationId);
  } catch (error) {
    if (!(error instanceof AppError) || error.reason !== 'SECRET_UNREADABLE') throw error;
    ctx.log.error({ err: error, integrationId, kind }, 'a secret of an integration cannot be opened');
    return REMEDIES[kind];
  }
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
