const CALIBRATION_MS = 5;

/**
 * The wall clock in milliseconds with the resolution of the monotonic one. PostgreSQL and every process here read the
 * same machine's clock, so that their times can be compared. Calibrated where it is made, for the minutes of a run.
 */
export function createWallClock(): () => number {
  // `Date.now()` is cut to whole milliseconds, and the thread may be interrupted between the two readings: both make
  // the difference too small, so the largest of many is the true one.
  let offset = Number.NEGATIVE_INFINITY;
  for (const end = performance.now() + CALIBRATION_MS; performance.now() < end; ) {
    offset = Math.max(offset, Date.now() - performance.now());
  }
  return () => offset + performance.now();
}
