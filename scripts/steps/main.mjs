import { ProgramFailed } from './run.mjs';

/** Runs a script's body and ends with its exit code; a failure is told in the failing program's own words. */
export async function main(body) {
  try {
    process.exitCode = (await body()) || 0;
  } catch (error) {
    if (error instanceof ProgramFailed && error.output) console.error(`\n${error.output}`);
    console.error(`\n${error.message}`);
    process.exitCode = (error instanceof ProgramFailed && error.exitCode) || 1;
  }
}
