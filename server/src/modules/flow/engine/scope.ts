import type { Services } from '../../../services.ts';
import { sqlTransaction } from '../../../transaction.ts';
import { type BindingScope, UNKNOWN } from '../../chain/index.ts';
import { readSecrets } from '../../secret/index.ts';
import { CALLBACK_SECRET, callbackUrl } from '../callback/callback-url.ts';
import { type FlowStep, hasEnded } from '../flow-step.ts';
import type { ClaimedFlow, Subject } from './claimed-flow.ts';
import { contextOf } from './progress.ts';

/** What the bindings of a step are read from. URLs for callbacks are opened only where one is bound. */
export async function scopeOf(services: Services, flow: ClaimedFlow, step: FlowStep): Promise<BindingScope> {
  const { id, chainName, actorEmail, createdAt, input, subject } = flow;
  const urls = wantsUrl(step) ? await callbackUrls(services, flow) : new Map<string, string>();
  const steps = flow.steps.map((one) => [one.name, { ...resultOf(one), callbackUrl: urls.get(one.id) }]);
  return {
    input,
    subject: subject ? { ...subject, fullName: fullNameOf(subject) } : {},
    flow: { id, chainName, startedBy: actorEmail, startedAt: createdAt.toISOString() },
    steps: Object.fromEntries(steps),
  };
}

/** What a tool may show of somebody, whatever of the name is known. */
function fullNameOf({ firstName, lastName, username }: Subject): string {
  return [firstName, lastName].filter(Boolean).join(' ') || username;
}

function resultOf(step: FlowStep): object {
  if (!hasEnded(step)) return {};
  return { outcome: step.outcome, output: step.outcome === 'planned' ? UNKNOWN : (step.output ?? undefined) };
}

function wantsUrl({ spec }: FlowStep): boolean {
  return JSON.stringify(spec.input).includes('callbackUrl');
}

async function callbackUrls(services: Services, flow: ClaimedFlow): Promise<Map<string, string>> {
  const waiting = flow.steps.filter(({ actionType }) => actionType === 'callback');
  const urls = await sqlTransaction(contextOf(services, flow), (ctx) =>
    Promise.all(
      waiting.map(async ({ id }): Promise<[string, string]> => {
        const token = (await readSecrets(ctx, 'flow_callback', id)).get(CALLBACK_SECRET);
        return [id, token ? callbackUrl(services.config, token) : ''];
      }),
    ),
  );
  return new Map(urls);
}
