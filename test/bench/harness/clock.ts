/**
 * The wall clock in milliseconds with the resolution of the monotonic one. PostgreSQL and every process here read the
 * same machine's clock, so that their times can be compared. Calibrated where it is made, for the minutes of a run.
 */
export function createWallClock(): () => number {
  const begin = Date.now();
  let tick = Date.now();
  while (tick === begin) tick = Date.now();
  const offset = tick - performance.now();
  return () => offset + performance.now();
}
