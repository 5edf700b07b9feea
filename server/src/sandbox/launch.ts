import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMemoryGroup } from './memory-group.ts';
import { TO_FEW_PROCESSORS } from './priority.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const childFile = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));
const packageFolder = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/** Far above what a process needs; V8 reserves much more than it uses. The watch over resident memory is stricter. */
const DATA_BYTES = 8 * 2 ** 30;
const OPEN_FILES = 64;
/** The most there is: where memory runs out, the kernel ends a child before it looks at anybody else. */
const OOM_SCORE = 1000;
/** `nobody`, which owns nothing. */
const UNPRIVILEGED_ID = 65_534;

/** A program that starts another with less than it has itself. */
interface Wrapper {
  name: string;
  command: readonly string[];
  does: string;
  /** What it must be able to start; absent: anything. */
  probe?: readonly string[];
}

interface Probe {
  wrapper: Wrapper;
  /** Why it is not in force. */
  problem: string | undefined;
}

const isRoot = process.getuid?.() === 0;

const NO_CAPABILITIES = ['setpriv', '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'];

/** A folder that only root may enter keeps its code from everybody else. */
const ROOT_PRIVILEGES: readonly [Wrapper, ...Wrapper[]] = [
  {
    name: 'privileges',
    command: [...NO_CAPABILITIES, `--reuid=${UNPRIVILEGED_ID}`, `--regid=${UNPRIVILEGED_ID}`, '--clear-groups'],
    does: `runs as user ${UNPRIVILEGED_ID} without capabilities, and can gain none`,
    probe: [process.execPath, '-e', `fs.accessSync(${JSON.stringify(childFile)}, fs.constants.R_OK)`],
  },
  {
    name: 'privileges',
    command: NO_CAPABILITIES,
    does: 'runs as root without capabilities, and can gain none; no other user may enter the folder of its code',
  },
];

const OWN_PRIVILEGES: readonly [Wrapper] = [
  { name: 'privileges', command: ['setpriv', '--no-new-privs'], does: 'can gain no privileges' },
];

/** Each with what is taken in its stead where it is not to be had. */
const WRAPPERS: readonly (readonly [Wrapper, ...Wrapper[]])[] = [
  [
    {
      name: 'rlimits',
      command: ['prlimit', '--core=0', `--nofile=${OPEN_FILES}`, `--data=${DATA_BYTES}`],
      does: `no core dumps, ${OPEN_FILES} open files, ${DATA_BYTES / 2 ** 30} GiB of data`,
    },
  ],
  [
    {
      name: 'namespaces',
      command: ['unshare', ...(isRoot ? [] : ['--user']), '--net', '--ipc', '--uts'],
      does: 'no network interface, no shared memory of others',
    },
  ],
  isRoot ? ROOT_PRIVILEGES : OWN_PRIVILEGES,
  [
    {
      name: 'out of memory',
      command: ['choom', '--adjust', String(OOM_SCORE), '--'],
      does: 'where the machine has none left, the kernel ends them first',
    },
  ],
  [{ name: 'priority', command: ['nice', '-n', '5'], does: 'the server comes first' }],
];

/** Not how children start, but what is done to those that take much. */
const GIVING_WAY = {
  name: 'giving way',
  command: TO_FEW_PROCESSORS,
  does: 'processes that take much come last, on half of the processors',
};

export interface Launcher {
  start(): ChildProcess;
  readonly protections: readonly string[];
}

/** Finds out, once, what this machine lets us take away from the children. */
export function createLauncher(): Launcher {
  const probes = [probeMemoryGroup(), ...WRAPPERS.map(choose)];
  const wrapping = probes.filter(({ problem }) => !problem).flatMap(({ wrapper }) => wrapper.command);
  const command = [...wrapping, process.execPath, ...NODE_ARGUMENTS, childFile];
  return {
    start: () => {
      const [file, ...args] = command;
      return spawn(file as string, args, { cwd: '/', env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
    },
    protections: [
      'environment: in force: children are started with none',
      'permission model: in force: of the file system they can read their own code, and start neither processes nor threads',
      ...probes.map(describe),
      describe({ wrapper: GIVING_WAY, problem: problemOf(GIVING_WAY) }),
      `bubblewrap: not in force: ${problemOfBubblewrap()}; namespaces and the permission model are used instead`,
    ],
  };
}

const NODE_ARGUMENTS = [
  '--no-node-snapshot',
  '--permission',
  '--allow-addons',
  ...[here, packageFolder('isolated-vm'), packageFolder('node-gyp-build')].map((path) => `--allow-fs-read=${path}/*`),
  // node-gyp-build looks there for the kind of libc.
  '--allow-fs-read=/etc/alpine-release',
  // What is kept of a plugin's code then holds all its functions, and not those alone that were looked at first.
  '--no-lazy',
  '--disable-warning=SecurityWarning',
  '--disable-warning=ExperimentalWarning',
  '--max-old-space-size=128',
];

/** The first that is asked: whoever makes the group is not yet without the right to. */
function probeMemoryGroup(): Probe {
  const group = createMemoryGroup();
  if (group.isInForce) {
    const wrapper = {
      name: 'cgroup',
      command: group.command,
      does: `${toGib(group.bytes)} GiB for all of them together`,
    };
    return { wrapper, problem: problemOf(wrapper) };
  }
  const problem = `${group.problem}; memory is watched, in each process and for each run`;
  return { wrapper: { name: 'cgroup', command: [], does: '' }, problem };
}

const toGib = (bytes: number) => (bytes / 2 ** 30).toFixed(1);

/** It stays between the server and the program that it starts: what is to be killed at once must be our own child. */
function problemOfBubblewrap(): string {
  const problem = problemOf({ name: 'bubblewrap', command: ['bwrap', '--ro-bind', '/', '/'], does: '' });
  return problem ?? 'it is installed, and left out because children must be ours to kill';
}

/** The first that works; where none does, the best one with what is in its way. */
function choose([best, ...others]: readonly [Wrapper, ...Wrapper[]]): Probe {
  const problem = problemOf(best);
  if (problem === undefined) return { wrapper: best, problem };
  const other = others.find((wrapper) => problemOf(wrapper) === undefined);
  return other ? { wrapper: other, problem: undefined } : { wrapper: best, problem };
}

function describe({ wrapper, problem }: Probe): string {
  return problem ? `${wrapper.name}: not in force: ${problem}` : `${wrapper.name}: in force: ${wrapper.does}`;
}

/** By their commands: what this system allows does not change while we run. */
const tried = new Map<string, string | undefined>();

function problemOf({ command, probe = ['true'] }: Wrapper): string | undefined {
  const words = [...command, ...probe];
  const key = words.join(' ');
  if (!tried.has(key)) tried.set(key, attempt(words));
  return tried.get(key);
}

function attempt([file, ...args]: readonly string[]): string | undefined {
  const { error, status, stderr } = spawnSync(file as string, args, { encoding: 'utf8', timeout: 5000 });
  if (error) return 'code' in error && error.code === 'ENOENT' ? `${file} is not installed` : error.message;
  return status === 0 ? undefined : (stderr.trim().split('\n')[0] ?? `${file} failed`);
}
