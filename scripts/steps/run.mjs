import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { environment } from './environment.mjs';
import { root } from './project.mjs';

/** A program did not do its work; `output` is what it printed, nothing when we were told to stop. */
export class ProgramFailed extends Error {
  constructor(message, output, exitCode) {
    super(message);
    this.output = output;
    this.exitCode = exitCode;
  }
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a program to its end without showing its output, which is the answer. ProgramFailed when it ends badly. */
export async function runQuietly(file, args, options = {}) {
  const child = spawn(file, args, { cwd: root, env: environment, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const { exitCode, stoppedBy } = await endOf(child);
  if (stoppedBy) throw new ProgramFailed('stopped', '', 128 + constants.signals[stoppedBy]);
  if (exitCode !== 0) throw new ProgramFailed(`${[file, ...args].join(' ')} failed`, output.trim(), exitCode);
  return output;
}

/** Runs a program in our place, in the same terminal. Answers its exit code. */
export async function runInTerminal(file, args, options = {}) {
  const child = spawn(file, args, { cwd: root, env: environment, stdio: 'inherit', ...options });
  return (await endOf(child)).exitCode;
}

/**
 * Waits for a child, and passes on the first Ctrl-C (or its like) that reaches us, and no more: npm repeats what the
 * terminal has already sent to all of us. Answers its exit code as a shell would, and the signal passed on.
 */
function endOf(child) {
  let stoppedBy;
  const passOn = (signal) => {
    // The terminal is gone; to the child that is a reason to stop like any other.
    if (!stoppedBy) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    stoppedBy = stoppedBy || signal;
  };
  for (const signal of STOP_SIGNALS) process.on(signal, passOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ exitCode: code ?? 128 + constants.signals[signal], stoppedBy }));
  }).finally(() => {
    for (const signal of STOP_SIGNALS) process.off(signal, passOn);
  });
}
