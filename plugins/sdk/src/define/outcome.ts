/** What an action answers when it went well. */
export type Outcome<O> =
  | { readonly outcome: 'changed'; readonly output: O }
  | { readonly outcome: 'noop'; readonly output: O; readonly reason: string };

/** The provider's state is another now. `output` is checked by the action's output schema. */
export function changed<O>(output: O): Outcome<O> {
  return { outcome: 'changed', output };
}

/** It was so already, and nothing was written; a read answers this too. `reason` is a short sentence: "is a member already". */
export function noop<O>(output: O, reason: string): Outcome<O> {
  return { outcome: 'noop', output, reason };
}
