import { EVENTS_WITH_TOP_LEVEL_FIELDS, type EventType, fieldsOf, nearestName } from '../../event/catalogue/index.ts';
import type { HoleSegment, Variable } from './template.ts';
import { EVENT_VARIABLE_NAMES } from './variables.ts';

const NAMED_TYPES = 3;

/** Why a variable cannot be used for these event types, with what was probably meant; undefined when it can. */
export function findUnavailable(
  { variable, source }: HoleSegment,
  eventTypes: readonly EventType[],
  secretNames: readonly string[] | undefined,
): string | undefined {
  if (variable.scope === 'secret') {
    if (!secretNames || secretNames.includes(variable.name)) return undefined;
    const nearest = nearestName(variable.name, secretNames);
    return `The secret ${variable.name} is not set${didYouMean(nearest && `{{secrets.${nearest}}}`)}`;
  }
  const lacking = eventTypes.filter((type) => !isAvailable(variable, type));
  if (lacking.length === 0) return undefined;
  if (lacking.length < eventTypes.length) return `${source} is not available for ${listed(lacking)}`;
  return `Unknown variable ${source}${didYouMean(suggestion(variable, eventTypes))}`;
}

function isAvailable(variable: Exclude<Variable, { scope: 'secret' }>, type: EventType): boolean {
  const [name, ...inner] = variable.path;
  if (name === undefined) return variable.scope !== 'top';
  if (variable.scope === 'top') {
    if (inner.length === 0 && EVENT_VARIABLE_NAMES.includes(name)) return true;
    if (!EVENTS_WITH_TOP_LEVEL_FIELDS.has(type)) return false;
  }
  const fields = fieldsOf(type);
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return field !== undefined && (inner.length === 0 || field.type === 'json');
}

function suggestion(
  variable: Exclude<Variable, { scope: 'secret' }>,
  eventTypes: readonly EventType[],
): string | undefined {
  const fields = [...new Set(eventTypes.flatMap((type) => Object.keys(fieldsOf(type))))];
  const [name = '', ...inner] = variable.path;
  if (variable.scope !== 'top') {
    // `user.email` is how conditions name it; here it is one word.
    const joined = [name, ...inner].join('_');
    const field = nearestName(joined, fields) ?? nearestName(name, fields);
    const scope = variable.scope === 'data' ? 'Data' : 'Previous';
    return field && `{{.${scope}.${field}}}`;
  }
  const eventVariable = nearestName(name, EVENT_VARIABLE_NAMES);
  if (eventVariable) return `{{.${eventVariable}}}`;
  const isScope = inner.length > 0 && /^(?:data|previous)$/i.test(name);
  const field = nearestName(isScope ? inner.join('_') : [name, ...inner].join('_'), fields);
  return field && `{{.${/^previous$/i.test(name) ? 'Previous' : 'Data'}.${field}}}`;
}

function listed(types: readonly EventType[]): string {
  const named = types.slice(0, NAMED_TYPES).join(', ');
  return types.length > NAMED_TYPES ? `${named} and ${types.length - NAMED_TYPES} more` : named;
}

function didYouMean(suggested: string | undefined): string {
  return suggested ? `: did you mean ${suggested}?` : '';
}
