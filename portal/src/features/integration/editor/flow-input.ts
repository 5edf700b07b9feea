import type { FlowDraft } from './draft';

type Written = Pick<FlowDraft, 'input' | 'inputText'>;

/** A saved input: by its fields, where it has some; one that is bound as a whole, or no object, as JSON. */
export function readFlowInput(saved: unknown): Written {
  if (isByFields(saved)) return { input: saved, inputText: null };
  return { input: {}, inputText: JSON.stringify(saved, null, 2) };
}

/** As the API takes it. JSON that cannot be read stays a text, for the API to refuse. */
export function writeFlowInput({ input, inputText }: Written): unknown {
  if (inputText === null) return input;
  const parsed = parseJson(inputText);
  return parsed === undefined ? inputText : parsed;
}

/** The same by its fields; null while that cannot be. */
export function byFields({ input, inputText }: Written): Record<string, unknown> | null {
  if (inputText === null) return input;
  const parsed = parseJson(inputText);
  return isByFields(parsed) ? parsed : null;
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isByFields(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !Object.keys(value).some((name) => name.startsWith('$'));
}
