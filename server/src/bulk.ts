import { z } from 'zod';
import { AppError } from './errors.ts';
import { parseInput } from './parse-input.ts';

/** What became of one of many things that were asked for together. */
export interface BulkItem {
  id: string;
  outcome: 'changed' | 'noop' | 'skipped' | 'failed';
  /** Why nothing was done. */
  reason: string | null;
}

/** What an act says of itself where it was not refused. */
export interface Done {
  isChanged: boolean;
  /** Why there was nothing to do. */
  reason?: string;
  /** Left out on purpose, and not because it is so already. */
  isSkipped?: boolean;
}

const MOST = 500;

/**
 * Does the same to each of these, one after the other, each in a transaction of its own: what is refused for one fails
 * for that one alone. What comes twice is done once. INVALID_INPUT for none, or more than 500.
 */
export async function bulk(name: string, ids: unknown, act: (id: string) => Promise<Done>): Promise<BulkItem[]> {
  const schema = z.object({
    [name]: z.array(z.string()).min(1, 'must name at least one').max(MOST, `must name at most ${MOST}`),
  });
  const wanted = parseInput(schema, { [name]: ids })[name] ?? [];
  const seen = new Set<string>();
  const items: BulkItem[] = [];
  for (const id of wanted) {
    items.push(seen.has(id) ? { id, outcome: 'skipped', reason: 'it is named twice' } : await doOne(id, act));
    seen.add(id);
  }
  return items;
}

async function doOne(id: string, act: (id: string) => Promise<Done>): Promise<BulkItem> {
  try {
    const { isChanged, isSkipped, reason } = await act(id);
    const outcome = isSkipped ? 'skipped' : isChanged ? 'changed' : 'noop';
    return { id, outcome, reason: reason ?? null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { id, outcome: 'failed', reason: error.message };
  }
}
