import { parseArgs } from 'node:util';
import { settle } from './database.ts';
import { createEndings, type Endings } from './endings.ts';
import { type MemorySampler, sampleMemory } from './process-usage.ts';
import { startProfiling } from './profile.ts';
import { describeResult, toJsonLine } from './report.ts';
import type { BenchResult, Figure } from './result.ts';
import { describeStatements, forgetStatements } from './statements.ts';
import { startWorld, type World } from './world.ts';

export type Bench = (world: World) => Promise<BenchResult>;
/** Benchmarks by name, in the order in which they run. */
export type Benches = Record<string, Bench>;

const MOST_MEMORY_MB = 350;

const INTRODUCTION = `
Benchmarks of the built server in a process of its own, over its own PostgreSQL with fsync on, everything on this
machine's loopback. Bulk events come by SQL, everything else through the API. The floors are measured in the same run.`;

/**
 * Runs benchmarks one after the other on one server, those named on the command line or all, and sets the exit code: 1
 * when anything was lost, duplicated or wrong. A figure that is not reached is only shown. `--profile` also tells where
 * the server's time and the database's went; `--stalls`, what went on while requests were late under load; `--node=<argument>` is passed on to the server's Node.
 */
export async function runBenches(benches: Benches): Promise<void> {
  process.exitCode = await run(benches);
}

async function run(benches: Benches): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { profile: { type: 'boolean' }, stalls: { type: 'boolean' }, node: { type: 'string', multiple: true } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !(name in benches));
  if (unknown.length > 0) {
    console.error(`there is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
    return 2;
  }
  const names = Object.keys(benches).filter((name) => positionals.length === 0 || positionals.includes(name));
  const chosen = names.map((name): [string, Bench] => [name, benches[name] as Bench]);
  const endings = createEndings();
  const profiling = values.profile ? await startProfiling() : null;
  let isCorrect = false;
  try {
    console.log(INTRODUCTION);
    const world = await startWorld(endings, {
      nodeArguments: [...(values.node ?? []), ...(profiling?.nodeArguments ?? [])],
      isTracking: profiling !== null,
      isWatched: values.stalls === true,
    });
    isCorrect = await runAll(world, chosen, { endings, isTracking: profiling !== null });
  } catch (error) {
    // What was ended under a benchmark makes it fail.
    if (!endings.isInterrupted) throw error;
  } finally {
    await endings.run();
  }
  if (profiling) console.log(`\n${await profiling.describe()}`);
  return isCorrect ? 0 : 1;
}

/** Answers whether nothing was lost, duplicated or wrong. */
async function runAll(
  world: World,
  benches: [string, Bench][],
  { endings, isTracking }: { endings: Endings; isTracking: boolean },
): Promise<boolean> {
  const memory = sampleMemory(world.server.pid);
  const lines: string[] = [];
  let isCorrect = true;
  for (const [name, bench] of benches) {
    await settle(world.database);
    memory.takeMost();
    if (isTracking) await forgetStatements(world.database);
    const result = await runOne(world, bench);
    if (endings.isInterrupted) return false;
    result.figures.push(memoryFigure('memory', 'memory of the server process, most', memory.takeMost()));
    isCorrect &&= result.faults.length === 0;
    console.log(describeResult(name, result));
    if (isTracking) console.log(`\n${await describeStatements(world.database)}`);
    lines.push(toJsonLine(name, result));
  }
  const overall = await overallMemory(world, memory);
  console.log(describeResult('memory', overall));
  console.log(`\n${[...lines, toJsonLine('memory', overall)].join('\n')}`);
  return isCorrect;
}

async function runOne(world: World, bench: Bench): Promise<BenchResult> {
  try {
    return await bench(world);
  } catch (error) {
    return { figures: [], faults: [`it could not be run to its end: ${(error as Error).stack}`], notes: [] };
  }
}

async function overallMemory(world: World, memory: MemorySampler): Promise<BenchResult> {
  memory.stop();
  const lines = await world.logLines();
  const notes = [
    `the server's log has ${lines.length} warnings and errors`,
    ...lines.slice(0, 5).map((line) => line.slice(0, 300)),
  ];
  return {
    figures: [memoryFigure('most', 'memory of the server process, through all of it', memory.most())],
    faults: [],
    notes,
  };
}

function memoryFigure(key: string, label: string, reached: number): Figure {
  return { key, label, unit: 'MB', reached, target: { atMost: MOST_MEMORY_MB } };
}
