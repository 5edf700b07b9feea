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
  const timer = setInterval(look, SAMPLE_MS);
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

/** Processor seconds by who used them. */
export type CpuUse = Record<string, number>;

/**
 * Processor time used so far by processes, by PostgreSQL with all of its own, and by whatever else runs on this
 * machine: other programs, and a hypervisor's other guests.
 */
export function cpuOf(processes: Readonly<Record<string, number>>, home: string): CpuUse {
  const use = Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, ticksOf(pid) / TICKS_A_SECOND]));
  const postmaster = Number.parseInt(read(join(home, 'postgres/cluster/postmaster.pid')), 10);
  use.postgres = sum([postmaster, ...childrenOf(postmaster)].map(ticksOf)) / TICKS_A_SECOND;
  const runner = ticksOf(process.pid) / TICKS_A_SECOND;
  use.elsewhere = busySeconds() - runner - sum(Object.values(use));
  return use;
}

/** "processor cores in use: server 0.95, postgres 0.60, …" of what was used between two looks. */
export function describeCpu(before: CpuUse, after: CpuUse, seconds: number): string {
  const parts = Object.keys(after).map(
    (name) => `${name} ${(((after[name] ?? 0) - (before[name] ?? 0)) / seconds).toFixed(2)}`,
  );
  return `processor cores in use, of ${availableParallelism()}: ${parts.join(', ')}`;
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
