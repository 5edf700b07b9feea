/** Waits until a condition holds, looking again and again; fails with the last reason after `timeoutMs`. */
export async function eventually<T>(look: () => Promise<T> | T, { timeoutMs = 10_000, everyMs = 20 } = {}): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await new Promise((next) => setTimeout(next, everyMs));
  }
}
