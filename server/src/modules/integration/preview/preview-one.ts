import type { Clock } from '../../../platform/clock.ts';
import { type DispatchedEvent, isEventType } from '../../event/index.ts';
import { fromOctets, isCredentialHeader } from '../action/headers.ts';
import type { StoredActionKind } from '../action/stored-action.ts';
import { compileIntegration } from '../compile/compile-integration.ts';
import type { CompiledAction, CompiledIntegration, RenderedRequest } from '../compile/compiled.ts';
import { compileConditions, type ExplainedCondition } from '../condition/index.ts';
import type { PreviewTarget } from './target.ts';

export interface PreviewedRequest {
  method: string;
  url: string;
  headers: { name: string; value: string }[];
  body: string | null;
  isSigned: boolean;
}

/** What one action would do for an event. */
export interface PreviewedDelivery {
  integrationId: string;
  integrationName: string;
  actionIndex: number;
  kind: StoredActionKind;
  /** Whether the integration would fire at all. */
  matched: boolean;
  explanation: ExplainedCondition[];
  request: PreviewedRequest | null;
  /** What would be logged, or done. */
  message: string | null;
  error: string | null;
}

/** What the actions of one integration would do for an event, secrets masked. */
export function previewOne({ row, secrets }: PreviewTarget, event: DispatchedEvent, clock: Clock): PreviewedDelivery[] {
  const compiled = secrets.ok ? compileIntegration(row, secrets.secrets, clock) : secrets;
  const common = { integrationId: row.id, integrationName: row.name, explanation: explain(row, event) };
  const nothing = { matched: false, request: null, message: null, error: null };
  return row.actions.map(({ kind }, actionIndex) => {
    if (!compiled.ok) return { ...common, ...nothing, actionIndex, kind, error: compiled.problem };
    const { integration } = compiled;
    const action = integration.actions[actionIndex];
    const rendered = action && renderMasked(action, integration, event);
    return { ...common, ...nothing, actionIndex, kind, matched: integration.matches(event), ...rendered };
  });
}

function explain({ eventTypes, conditions }: PreviewTarget['row'], event: DispatchedEvent): ExplainedCondition[] {
  const compiled = compileConditions(conditions, eventTypes.filter(isEventType));
  return compiled.ok ? compiled.explain(event).map(asWritten) : [];
}

/** A client writes the outermost group as a plain list. */
function asWritten(explained: ExplainedCondition): ExplainedCondition {
  return { ...explained, path: explained.path.replace(/^conditions\.all(?=\.)/, 'conditions') };
}

function renderMasked(
  action: CompiledAction,
  integration: CompiledIntegration,
  event: DispatchedEvent,
): Partial<PreviewedDelivery> {
  const rendered = action.render(event);
  if (!rendered.ok) return { error: integration.mask(rendered.error) };
  if (rendered.kind === 'task') return { message: `sets off the task ${rendered.taskId}` };
  if (rendered.kind === 'flow') return { message: `starts a flow of the action chain ${rendered.chainId}` };
  if (rendered.kind === 'log') return { message: integration.mask(rendered.message) };
  return { request: { ...maskRequest(rendered.request, integration), isSigned: action.isSigned } };
}

function maskRequest({ method, url, headers, body }: RenderedRequest, { mask }: CompiledIntegration) {
  return {
    method,
    url: mask(url),
    headers: Object.entries(headers).map(([name, value]) => ({
      name,
      value: isCredentialHeader(name) ? '••••••' : mask(fromOctets(value)),
    })),
    body: body === undefined ? null : mask(body),
  };
}
