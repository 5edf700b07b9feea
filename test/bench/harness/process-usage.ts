import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const TICKS_A_SECOND = 100;
const SAMPLE_MS = 200;

export interface MemorySampler {
  /** The most since the last call, in megabytes of resident memory. */
  takeMost(): number;
  /** What the kernel saw as the most since the process began, in megabytes. */
  most(): number;
  stop(): void;
}

/** Looks five times a second at how much memory a process has. */
export function sampleMemory(pid: number): MemorySampler {
  let most = 0;
  const look = () => {
    most = Math.max(most, statusOf(pid, 'VmRSS'));
  };
  const timer = setInterval(look, SAMPLE_MS).unref();
  return {
    takeMost: () => {
      look();
      const taken = most;
      most = 0;
      return taken;
    },
    most: () => statusOf(pid, 'VmHWM'),
    stop: () => clearInterval(timer),
  };
}

function statusOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`));
  return Number(line?.[1] ?? 0) / 1024;
}

/** What was used until one moment. */
export interface CpuUse {
  /** Processor seconds by who used them. */
  seconds: Record<string, number>;
  /** How long the server's main thread ran, and how long it was ready to run while others had the processors. */
  mainThread: { ranSeconds: number; waitedSeconds: number };
  at: number;
}

/**
 * Processor time used so far by the server, by the other processes of a benchmark, by PostgreSQL with all of its own,
 * and by whatever else runs on this machine: other programs, and a hypervisor's other guests.
 */
export function cpuOf(
  { server, home }: { server: { pid: number }; home: string },
  others: Record<string, number>,
): CpuUse {
  const processes = { server: server.pid, ...others };
  const seconds = Object.fromEntries(
    Object.entries(processes).map(([name, pid]) => [name, ticksOf(pid) / TICKS_A_SECOND]),
  );
  const postmaster = Number.parseInt(read(join(home, 'postgres/cluster/postmaster.pid')), 10);
  seconds.postgres = sum([postmaster, ...childrenOf(postmaster)].map(ticksOf)) / TICKS_A_SECOND;
  seconds.elsewhere = busySeconds() - ticksOf(process.pid) / TICKS_A_SECOND - sum(Object.values(seconds));
  const [ran = 0, waited = 0] = read(`/proc/${server.pid}/schedstat`)
    .split(' ')
    .map((text) => Number(text) / 1e9);
  return { seconds, mainThread: { ranSeconds: ran, waitedSeconds: waited }, at: performance.now() };
}

/** Tells who used the processors between two looks, in all and for each of `count` pieces of work, a line each. */
export function describeCpu(before: CpuUse, after: CpuUse, count?: number): string[] {
  const elapsed = (after.at - before.at) / 1000;
  const used = Object.entries(after.seconds).map(([name, seconds]): [string, number] => [
    name,
    seconds - (before.seconds[name] ?? 0),
  ]);
  const cores = used.map(([name, seconds]) => `${name} ${(seconds / elapsed).toFixed(2)}`);
  const ran = (after.mainThread.ranSeconds - before.mainThread.ranSeconds) / elapsed;
  const waited = (after.mainThread.waitedSeconds - before.mainThread.waitedSeconds) / elapsed;
  const lines = [
    `processors in use, of ${availableParallelism()}: ${cores.join(', ')}; the server’s main thread ran ${percent(ran)} and waited for a processor ${percent(waited)} of the time`,
  ];
  if (count !== undefined) {
    const own = used.filter(([name]) => name !== 'elsewhere');
    lines.push(
      `processor time for each: ${own.map(([name, seconds]) => `${name} ${((seconds / count) * 1000).toFixed(3)} ms`).join(', ')}`,
    );
  }
  return lines;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

/** All processors, see proc(5), `/proc/stat`: user, nice, system, idle, iowait, irq, softirq, steal. */
function busySeconds(): number {
  const fields = /^cpu +(.*)$/m.exec(read('/proc/stat'))?.[1]?.split(' ').map(Number) ?? [];
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
  return (user + nice + system + irq + softirq + steal) / TICKS_A_SECOND;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Its own time and that of the children it has waited for; see proc(5), `/proc/pid/stat`. */
function ticksOf(pid: number): number {
  const fields = fieldsOf(pid);
  return sum([11, 12, 13, 14].map((index) => Number(fields[index] ?? 0)));
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => Number(fieldsOf(pid)[1]) === parent);
}

/** The fields after the command's name, which may itself hold spaces: state, parent, … */
function fieldsOf(pid: number): string[] {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended.
    return '';
  }
}
