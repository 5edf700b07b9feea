import { spawn } from 'node:child_process';
import { createLog } from '../../../server/src/platform/log.ts';
import { DEFAULT_LIMITS, type HostCall, type LogLine, type SandboxLimits } from '../../../server/src/sandbox/index.ts';
import { PROTOCOL_VERSION } from '../../../server/src/sandbox/messages.ts';
import { Pool } from '../../../server/src/sandbox/pool.ts';

/** Says that it is ready, and answers the order of a run with frames that were written for it beforehand. */
const CODE = `
  const encode = (frame) => {
    const text = Buffer.from(JSON.stringify(frame));
    const header = Buffer.alloc(4);
    header.writeUInt32BE(text.length);
    return Buffer.concat([header, text]);
  };
  const send = (frames) => process.stdout.write(Buffer.concat(frames.map(encode)));
  let rest = Buffer.alloc(0);
  process.stdin.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
      const end = 4 + rest.readUInt32BE(0);
      const frame = JSON.parse(rest.subarray(4, end));
      rest = rest.subarray(end);
      if (frame.type === 'start') send([{ type: 'ready', version: ${PROTOCOL_VERSION} }]);
      if (frame.type === 'run') send(process.argv.slice(1).map((frame) => JSON.parse(frame)));
    }
  });
  process.stdin.on('end', () => process.exit());`;

interface Forged {
  limits?: Partial<SandboxLimits>;
  capabilities?: string[];
}

/** A run in a process that somebody has broken out into: it sends these frames, and otherwise nothing. */
export async function runForged(frames: readonly unknown[], { limits, capabilities = [] }: Forged = {}) {
  const start = () =>
    spawn(process.execPath, ['-e', CODE, ...frames.map((frame) => JSON.stringify(frame))], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  const options = { processes: 1, idleProcesses: 1, runsPerProcess: 10, recycleAfter: 1000 };
  const pool = new Pool({ start, protections: [] }, '', { ...options, log: createLog('silent') });
  const calls: HostCall[] = [];
  const logs: LogLine[] = [];
  try {
    await pool.ready;
    const result = await pool.run(
      {
        tenantId: 'tenant-1',
        runId: 'run-1',
        code: '',
        input: {},
        capabilities,
        limits: { ...DEFAULT_LIMITS, wallMs: 1000, ...limits },
      },
      {
        call: async (call) => {
          calls.push(call);
          return { ok: true, value: null };
        },
        log: (lines) => void logs.push(...lines),
      },
    );
    return { result, calls, logs };
  } finally {
    await pool.stop();
  }
}
