import { type EventFacts, readPayload } from '../../event/catalogue/index.ts';
import type { Variable } from './template.ts';

/** What a template is rendered with. A secret that a template names and that is not here is an error. */
export interface TemplateVariables {
  readonly event: EventFacts;
  readonly secrets: Readonly<Record<string, string>>;
}

const EVENT_VARIABLES: Readonly<Record<string, (event: EventFacts) => string | null>> = {
  EventType: (event) => event.type,
  EventID: (event) => event.id,
  TenantID: (event) => event.tenantId,
  ActorID: (event) => event.actorId,
  ActorEmail: (event) => event.actorEmail,
  IPAddress: (event) => event.ipAddress,
  FiredAt: (event) => event.firedAt.toISOString(),
};

export const EVENT_VARIABLE_NAMES: readonly string[] = Object.keys(EVENT_VARIABLES);

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
        return EVENT_VARIABLES[name]?.(event);
      }
      return readPayload(event.data, variable.path);
    }
  }
}
