import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../errors.ts';
import { compilerPath, ENTRY, ENTRY_SOURCE, programConfig, SCRIPT } from './type-program.ts';

/** Types can be made to compute for ever; a check that is right takes a tenth of a second. */
const TIMEOUT_MS = 8_000;
const MOST_OUTPUT = 512 * 1024;

export type CompilerRun = { isComplete: true; output: string } | { isComplete: false };

/** Type-checks a source as a process of its own, without this server's environment. Its folder is gone afterwards. */
export async function runCompiler(source: string): Promise<CompilerRun> {
  const folder = await mkdtemp(join(tmpdir(), 'joinery-check-'));
  try {
    await Promise.all([
      writeFile(join(folder, SCRIPT), source),
      writeFile(join(folder, ENTRY), ENTRY_SOURCE),
      writeFile(join(folder, 'tsconfig.json'), programConfig()),
    ]);
    return await spawnCompiler(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function spawnCompiler(cwd: string): Promise<CompilerRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(compilerPath(), ['-p', '.', '--pretty', 'false'], {
      cwd,
      env: { GOMEMLIMIT: '512MiB' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_OUTPUT) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    child.on('error', (cause) => {
      clearTimeout(timer);
      reject(new AppError('INTERNAL', 'the TypeScript compiler could not be started', { cause }));
    });
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      const output = Buffer.concat(chunks).toString();
      resolve(exitCode === null ? { isComplete: false } : { isComplete: true, output });
    });
  });
}
