import { AppError } from '../../../errors.ts';
import { parseInput } from '../../../parse-input.ts';
import { newId } from '../../../platform/id.ts';
import type { TxContext } from '../../../transaction.ts';
import { definitionOf } from '../action/registry.ts';
import type { CompilableIntegration } from '../compile/compile-integration.ts';
import { draftIntegration, NOTHING } from '../draft.ts';
import { CreateIntegration } from '../integration.input.ts';
import { readCompilable } from '../integration.sql.ts';
import { getIntegration } from '../internal.ts';
import { readIntegrationSecrets, type SecretsOrProblem } from '../secrets/integration-secrets.ts';
import { newSigningSecret, readSigningSecrets } from '../secrets/signing-secret.ts';
import { parseTemplate } from '../template/index.ts';

/** An integration to preview, with what it would hold. */
export interface PreviewTarget {
  row: CompilableIntegration;
  secrets: SecretsOrProblem;
}

export async function savedTarget(ctx: TxContext, integrationId: string): Promise<PreviewTarget> {
  const row = await getIntegration(ctx, integrationId);
  return { row, secrets: await readIntegrationSecrets(ctx, row.id) };
}

export async function enabledTargets(ctx: TxContext): Promise<PreviewTarget[]> {
  const { tx, tenantId } = ctx;
  const targets: PreviewTarget[] = [];
  for (const { enabled, ...row } of await readCompilable(tx, tenantId)) {
    if (enabled) targets.push({ row: { ...row, tenantId }, secrets: await readIntegrationSecrets(ctx, row.id) });
  }
  return targets;
}

/** An integration that is being written. Checked like one that is saved; INVALID_INPUT likewise; PRECONDITION_FAILED where a secret that it holds cannot be opened. */
export async function draftTarget(
  ctx: TxContext,
  input: unknown,
  integrationId: string | null,
): Promise<PreviewTarget> {
  const { name, ...wanted } = parseInput(CreateIntegration, input);
  const saved = integrationId === null ? null : await savedTarget(ctx, integrationId);
  if (saved && !saved.secrets.ok) throw new AppError('PRECONDITION_FAILED', saved.secrets.problem);
  const held = saved?.secrets.ok ? saved.secrets.secrets : null;
  const actionSecretNames = [...(held?.ofActions.keys() ?? [])];
  const draft = draftIntegration(wanted, saved ? { ...saved.row, actionSecretNames } : NOTHING);
  const row = { tenantId: ctx.tenantId, id: saved?.row.id ?? newId(), name, failingSince: null, ...draft };
  const ofActions = overlay(held?.ofActions ?? new Map(), draft.actionSecrets);
  if (held) return { row, secrets: { ok: true, secrets: { ...held, ofActions } } };
  const signing = readSigningSecrets(new Map([['current', newSigningSecret()]]));
  return { row, secrets: { ok: true, secrets: { named: placeholders(row), ofActions, signing } } };
}

function overlay(stored: ReadonlyMap<string, string>, changes: Record<string, string | null>): Map<string, string> {
  const merged = new Map(stored);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  return merged;
}

/** What stands for the secrets that a new integration names: they can only be set once it is saved. */
function placeholders({ actions }: CompilableIntegration): Record<string, string> {
  const names = actions
    .flatMap((action) => definitionOf(action.kind)?.templates(action) ?? [])
    .map(({ source }) => parseTemplate(source))
    .flatMap((parsed) => (parsed.ok ? parsed.template.segments : []))
    .flatMap((segment) =>
      segment.kind === 'hole' && segment.variable.scope === 'secret' ? [segment.variable.name] : [],
    );
  return Object.fromEntries(names.map((name) => [name, '••••••']));
}
