import { type EventFacts, readPayload } from '../../event/catalogue/index.ts';
import type { Variable } from './template.ts';

/** What a template is rendered with. A secret that a template names and that is not here is an error. */
export interface TemplateVariables {
  readonly event: EventFacts;
  readonly secrets: Readonly<Record<string, string>>;
}

interface EventVariable {
  readonly description: string;
  readonly read: (event: EventFacts) => string | null;
}

const EVENT_VARIABLES: Readonly<Record<string, EventVariable>> = {
  EventType: { description: 'What happened, as in `user.created`.', read: (event) => event.type },
  EventID: { description: 'The id of the event.', read: (event) => event.id },
  TenantID: { description: 'The id of the tenant.', read: (event) => event.tenantId },
  CausationID: {
    description: 'The id of the event that made Joinery do this; empty otherwise.',
    read: (event) => event.causationId,
  },
  ActorID: { description: 'The id of who did it; empty when nobody did.', read: (event) => event.actorId },
  ActorEmail: { description: 'The address of who did it; empty when nobody did.', read: (event) => event.actorEmail },
  IPAddress: { description: 'Where the request came from.', read: (event) => event.ipAddress },
  FiredAt: { description: 'When it happened (RFC 3339, UTC).', read: (event) => event.firedAt.toISOString() },
};

export const EVENT_VARIABLE_NAMES: readonly string[] = Object.keys(EVENT_VARIABLES);

/** What every event has for templates, besides its payload. */
export function describeEventVariables(): { variable: string; description: string }[] {
  return Object.entries(EVENT_VARIABLES).map(([name, { description }]) => ({ variable: `{{.${name}}}`, description }));
}

/** The value of a variable; undefined or null where there is none. */
export function readVariable(variable: Variable, { event, secrets }: TemplateVariables): unknown {
  switch (variable.scope) {
    case 'data':
      return readPayload(event.data, variable.path);
    case 'previous':
      return readPayload(event.previous, variable.path);
    case 'secret':
      return Object.hasOwn(secrets, variable.name) ? secrets[variable.name] : undefined;
    case 'top': {
      const [name] = variable.path;
      if (name !== undefined && variable.path.length === 1 && Object.hasOwn(EVENT_VARIABLES, name)) {
        return EVENT_VARIABLES[name]?.read(event);
      }
      return readPayload(event.data, variable.path);
    }
  }
}
