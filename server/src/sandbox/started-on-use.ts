import type { Sandbox, SandboxStats } from './contract.ts';

const NOTHING: SandboxStats = { processes: 0, busy: 0, running: 0, waiting: 0 };

/** A sandbox whose processes are started by the first run: a process that makes none has none. */
export function startedOnUse(start: () => Promise<Sandbox>): Sandbox {
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
  return {
    run: async (run, host) => {
      starting ??= begin();
      const sandbox = await starting.catch((error: Error) => error);
      if (!(sandbox instanceof Error)) return sandbox.run(run, host);
      const message = `the sandbox could not be started: ${sandbox.message}`;
      return { ok: false, kind: 'crashed', message, usage: { wallMs: 0, cpuMs: 0, hostCalls: 0, logBytes: 0 } };
    },
    stats: () => started?.stats() ?? NOTHING,
    get protections() {
      return started?.protections ?? [];
    },
    stop: async () => {
      await (await starting)?.stop();
    },
  };
}
