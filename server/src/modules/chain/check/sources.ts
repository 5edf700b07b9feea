import type { JsonSchema, StepAction } from '../action-type/step-action.ts';
import type { Lookup } from './check-binding.ts';
import { schemaAt } from './schema-at.ts';

const text = { type: 'string' };
const maybeText = { type: ['string', 'null'] };

export interface Sources {
  /** Of the flow's input; null when the chain takes any. */
  input: JsonSchema | null;
  /** The tenant's rule for attributes, if it has one. */
  attributes: JsonSchema | null;
  /** Steps before this one, by name. */
  steps: ReadonlyMap<string, StepAction>;
  /** Names of all steps that wait for a callback: their URLs are known from the start. */
  callbacks: ReadonlySet<string>;
  /** Names of all steps, to say what is wrong with a reference to a later one. */
  names: ReadonlySet<string>;
}

/** Where bindings of a step may lead. */
export function lookupIn({ input, attributes, steps, callbacks, names }: Sources): Lookup {
  const subject: JsonSchema = {
    type: 'object',
    properties: {
      id: text,
      email: text,
      username: text,
      firstName: maybeText,
      lastName: maybeText,
      fullName: text,
      isActive: { type: 'boolean' },
      attributes: attributes ?? { type: 'object' },
    },
  };
  const flow: JsonSchema = {
    type: 'object',
    properties: { id: text, chainName: text, startedBy: maybeText, startedAt: text },
  };
  const ofStep = (name: string, rest: readonly string[]) => {
    if (rest[0] === 'callbackUrl' && callbacks.has(name)) return schemaAt(text, rest.slice(1));
    const action = steps.get(name);
    if (!action && names.has(name)) return { problem: `the step ${name} comes later` };
    if (!action) return { problem: `there is no step ${name}` };
    const schema = { type: 'object', properties: { output: action.output, outcome: text } };
    return schemaAt(schema, rest);
  };
  return ([root, ...rest]) => {
    if (root === 'input') return input ? schemaAt(input, rest) : 'any';
    if (root === 'subject') return schemaAt(subject, rest);
    if (root === 'flow') return schemaAt(flow, rest);
    if (root === 'steps' && rest[0] !== undefined) return ofStep(rest[0], rest.slice(1));
    return { problem: `${root} is not input, subject, steps.<name> or flow` };
  };
}
