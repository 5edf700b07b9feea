import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string[]>();
const LEVELS = ['debug', 'log', 'info', 'warn', 'error'] as const;
let isInstalled = false;

/** Keeps what is written to the console while the work goes on, and by it only. */
export async function captureLog<T>(work: () => Promise<T>): Promise<{ value: T; lines: string[] }> {
  install();
  const lines: string[] = [];
  return { value: await current.run(lines, work), lines };
}

function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  for (const level of LEVELS) {
    // biome-ignore lint/suspicious/noConsole: a plugin's log is the console
    const write = console[level].bind(console);
    console[level] = (...values: unknown[]) => {
      const lines = current.getStore();
      if (lines) lines.push(`${level === 'log' ? 'info' : level} ${values.map(String).join(' ')}`);
      else write(...values);
    };
  }
}
