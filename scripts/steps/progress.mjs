/** Prints a line for a step: what it does at once, how long it took when it is done. */
export async function step(label, work) {
  const begin = Date.now();
  process.stdout.write(`  ${label} …`);
  try {
    const result = await work();
    process.stdout.write(` ${seconds(Date.now() - begin)}\n`);
    return result;
  } catch (error) {
    process.stdout.write(` failed after ${seconds(Date.now() - begin)}\n`);
    throw error;
  }
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
