import { spawn } from 'node:child_process';

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** As whom PostgreSQL's programs run; see account.ts. */
export interface Account {
  /** Words before the program's path, e.g. `unshare --user …`; they exec it, so that the pid stays. */
  readonly prefix: readonly string[];
  /** The user to become, when it is another than ours. */
  readonly owner: SystemUser | undefined;
}

export interface Outcome {
  /** Absent when a signal ended it or it could not be started. */
  code: number | undefined;
  output: string;
}

/** Our own environment holds secrets, and a superuser of the database can read that of its processes. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Runs a program to its end. A failure is an outcome, not an exception. */
export function runProgram(account: Account, program: string, args: readonly string[]): Promise<Outcome> {
  const child = start(account, program, args, 'pipe');
  return new Promise((resolve) => {
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (error) => resolve({ code: undefined, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? undefined, output: output.trim() }));
  });
}

/**
 * Starts a program that stays. It is in a session of its own: the terminal's Ctrl-C must not reach
 * PostgreSQL before the server has ended its connections.
 */
export function launchProgram(account: Account, program: string, args: readonly string[], logDescriptor: number) {
  return start(account, program, args, logDescriptor);
}

function start(account: Account, program: string, args: readonly string[], output: 'pipe' | number) {
  const [file, ...rest] = [...account.prefix, program, ...args];
  return spawn(file as string, rest, {
    ...(account.owner && { uid: account.owner.uid, gid: account.owner.gid }),
    cwd: '/',
    env: ENVIRONMENT,
    stdio: ['ignore', output, output],
    detached: output !== 'pipe',
  });
}
