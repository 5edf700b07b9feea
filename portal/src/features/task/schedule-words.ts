import { cronWords } from './cron-words';

interface Schedule {
  readonly scheduleType: 'CRON' | 'ONCE';
  readonly cronExpression?: string | null | undefined;
  readonly timeZone: string;
  readonly runAt?: string | null | undefined;
}

/** When a task runs by itself, in words. */
export function scheduleWords({ scheduleType, cronExpression, timeZone, runAt }: Schedule): string {
  if (scheduleType === 'CRON') {
    const expression = cronExpression ?? '';
    return `${cronWords(expression) ?? expression} (${timeZone})`;
  }
  return runAt ? 'Once, at a time' : 'When it is set off';
}
