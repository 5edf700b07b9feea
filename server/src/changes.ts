import { isDeepStrictEqual } from 'node:util';

/** The fields in which two states of one thing differ, as they were and as they are. */
export interface Changes<T> {
  old: Partial<T>;
  new: Partial<T>;
}

/** What differs in `after`, where it says anything; null when nothing does. */
export function changesOf<T extends object>(before: T, after: Partial<NoInfer<T>>): Changes<T> | null {
  const names = (Object.keys(after) as (keyof T)[]).filter(
    (name) => after[name] !== undefined && !isDeepStrictEqual(before[name], after[name]),
  );
  if (names.length === 0) return null;
  const pick = (from: Partial<T>) => Object.fromEntries(names.map((name) => [name, from[name]])) as Partial<T>;
  return { old: pick(before), new: pick(after) };
}
