import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INTERVAL_US = 500;
const SHOWN = 25;

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

export interface Profiling {
  /** For the Node that is to be profiled. */
  nodeArguments: string[];
  /** Where its time went, to be asked when it has ended. */
  describe(): Promise<string>;
}

/** Has a Node process write a CPU profile at its end, into a folder that stays. */
export async function startProfiling(): Promise<Profiling> {
  const folder = await mkdtemp(join(tmpdir(), 'joinery-profile-'));
  return {
    nodeArguments: ['--cpu-prof', `--cpu-prof-dir=${folder}`, `--cpu-prof-interval=${INTERVAL_US}`],
    describe: async () => {
      const [file] = await readdir(folder);
      if (!file) return `${folder} holds no profile: the server did not end by itself`;
      const profile: CpuProfile = JSON.parse(await readFile(join(folder, file), 'utf8'));
      return [
        `where the server's time went (${join(folder, file)}; self time, idle left out):`,
        ...topOf(profile),
      ].join('\n');
    },
  };
}

function topOf({ nodes, samples, timeDeltas }: CpuProfile): string[] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const selfUs = new Map<string, number>();
  let totalUs = 0;
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    if (!frame || frame.functionName === '(idle)') continue;
    const name = `${frame.functionName || '(anonymous)'}  ${placeOf(frame.url)}:${frame.lineNumber + 1}`;
    const us = timeDeltas[index] ?? 0;
    totalUs += us;
    selfUs.set(name, (selfUs.get(name) ?? 0) + us);
  }
  const sorted = [...selfUs].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  return sorted.map(
    ([name, us]) =>
      `${((us / totalUs) * 100).toFixed(1).padStart(6)} %  ${(us / 1e6).toFixed(2).padStart(6)} s  ${name}`,
  );
}

function placeOf(url: string): string {
  return url.replace(/^.*\/(?=(node_modules|server)\/)/, '');
}
