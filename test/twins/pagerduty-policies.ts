import type { FastifyInstance } from 'fastify';
import {
  contains,
  invalid,
  notFound,
  type PagerDutyPolicy,
  type PagerDutyState,
  page,
  type Route,
} from './pagerduty-state.ts';

const PATH = '/escalation_policies';

export function policyRoutes(app: FastifyInstance, { policies }: PagerDutyState) {
  app.get<Route>(PATH, async ({ query }) => {
    const user = query['user_ids[]'];
    const found = [...policies.values()].filter(
      ({ name, escalation_rules }) =>
        contains(name, query.query) &&
        (!user || escalation_rules.some(({ targets }) => targets.some(({ id }) => id === user))),
    );
    return page('escalation_policies', found, { query, document });
  });
  app.get<Route>(`${PATH}/:id`, async ({ params }, reply) => {
    const policy = policies.get(params.id);
    return policy ? { escalation_policy: document(policy) } : notFound(reply);
  });
  app.put<Route>(`${PATH}/:id`, async ({ params, body }, reply) => {
    const policy = policies.get(params.id);
    if (!policy) return notFound(reply);
    const { escalation_rules } = (body as { escalation_policy: PagerDutyPolicy }).escalation_policy;
    if (escalation_rules.some(({ targets }) => targets.length === 0)) return invalid(reply, 'A rule needs a target.');
    policy.escalation_rules = escalation_rules;
    return { escalation_policy: document(policy) };
  });
}

function document(policy: PagerDutyPolicy) {
  return {
    type: 'escalation_policy',
    summary: policy.name,
    on_call_handoff_notifications: 'if_has_services',
    ...policy,
  };
}
