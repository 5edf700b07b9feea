import { notifications } from '@mantine/notifications';
import { messageOf } from '@/lib/api';
import type { BulkAct, RowOutcome } from './column';

const AT_ONCE = 4;

/** Does an act to all rows; tells how it went, and answers the rows that it failed for. */
export async function runAct<Row extends { id: string }>(act: BulkAct<Row>, rows: readonly Row[]): Promise<Row[]> {
  const outcomes = await (act.runMany?.(rows) ?? oneByOne(act, rows));
  tell(act.label, outcomes);
  const failed = new Set(outcomes.filter(({ outcome }) => outcome === 'FAILED').map(({ id }) => id));
  return rows.filter(({ id }) => failed.has(id));
}

/** A few at once. */
async function oneByOne<Row extends { id: string }>(
  { run }: BulkAct<Row>,
  rows: readonly Row[],
): Promise<RowOutcome[]> {
  const waiting = [...rows];
  const outcomes: RowOutcome[] = [];
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      const { id } = row;
      try {
        await run?.(row);
        outcomes.push({ id, outcome: 'CHANGED' });
      } catch (error) {
        outcomes.push({ id, outcome: 'FAILED', reason: messageOf(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

function tell(label: string, outcomes: readonly RowOutcome[]): void {
  const count = (wanted: RowOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const parts = [
    { count: count('CHANGED'), word: 'done' },
    { count: count('NOOP'), word: 'were so already' },
    { count: count('SKIPPED'), word: 'left out' },
    { count: count('FAILED'), word: 'failed' },
  ].filter((part) => part.count > 0);
  const title = `${label}: ${parts.map((part) => `${part.count} ${part.word}`).join(', ')}`;
  const first =
    outcomes.find(({ outcome }) => outcome === 'FAILED') ?? outcomes.find((one) => one.outcome === 'SKIPPED');
  if (count('FAILED') === 0) notifications.show({ color: 'green', title, message: first?.reason ?? '' });
  else notifications.show({ color: 'red', title, message: first?.reason ?? '', autoClose: false });
}
