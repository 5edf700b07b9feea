import type { Sandbox, SandboxStats } from './sandbox.ts';

const NOTHING: SandboxStats = { processes: 0, busy: 0, running: 0, waiting: 0 };

export interface SandboxOnUse extends Sandbox {
  /** Starts the processes now: the log says what holds them, and the first run does not wait for one. */
  start(): Promise<void>;
}

/** A sandbox whose processes are started by the first run, or in advance: a process that makes none has none. */
export function startedOnUse(start: () => Promise<Sandbox>): SandboxOnUse {
  let starting: Promise<Sandbox> | undefined;
  let started: Sandbox | undefined;
  const begin = async () => {
    try {
      started = await start();
      return started;
    } catch (error) {
      // The next run tries again.
      starting = undefined;
      throw error;
    }
  };
  const ready = () => {
    starting ??= begin();
    return starting;
  };
  return {
    start: async () => {
      await ready();
    },
    run: async (run, host) => {
      const sandbox = await ready().catch((error: Error) => error);
      if (!(sandbox instanceof Error)) return sandbox.run(run, host);
      const message = `the sandbox could not be started: ${sandbox.message}`;
      return { ok: false, kind: 'crashed', message, usage: { wallMs: 0, cpuMs: 0, hostCalls: 0, logBytes: 0 } };
    },
    stats: () => started?.stats() ?? NOTHING,
    get protections() {
      return started?.protections ?? [];
    },
    stop: async () => {
      // What never started has nothing to stop.
      const sandbox = await starting?.catch(() => undefined);
      await sandbox?.stop();
    },
  };
}
