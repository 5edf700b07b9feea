import { createContext, Script } from 'node:vm';

/** Far more than an honest schema takes; for as long, everybody else waits for one that is not. */
const MOST_MS = 500;

const idle = (): unknown => undefined;
const desk = createContext({ work: idle });
const script = new Script('work()');

/** Does work that may be somebody's trap: undefined where it was broken off because it took too long. */
export function boundedWork<T>(work: () => T): { value: T } | undefined {
  desk.work = work;
  try {
    return { value: script.runInContext(desk, { timeout: MOST_MS }) as T };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  } finally {
    desk.work = idle;
  }
}
