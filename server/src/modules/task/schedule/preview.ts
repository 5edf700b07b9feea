import { z } from 'zod';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { parseInput } from '../../../parse-input.ts';
import { cronExpression, timeZone } from '../task-fields.ts';
import { nextTicks } from './next-tick.ts';

const MOST = 20;

const PreviewSchedule = z.object({
  cronExpression,
  timeZone,
  count: z
    .number()
    .int()
    .min(1, 'must be at least 1')
    .max(MOST, `must be at most ${MOST}`)
    .nullish()
    .transform((count) => count ?? 5),
});

/** The next times at which a schedule would fire, beginning now. */
export function previewSchedule(ctx: Context, input: unknown): Date[] {
  requireScope(ctx, 'task:read');
  const { cronExpression, timeZone, count } = parseInput(PreviewSchedule, input);
  return nextTicks(cronExpression, timeZone, ctx.clock.now(), count);
}
