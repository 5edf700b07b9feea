import type { RunningTwin } from '@joinery/plugin-sdk/testing';
import type { Twin } from './twin.ts';

/** A twin of `startTwin` as the conformance suite wants it. */
export function asRunningTwin(
  twin: Twin,
  given: Pick<RunningTwin, 'config' | 'secrets' | 'scenarios' | 'resources'> & { fill(): void },
): RunningTwin {
  const { fill, ...rest } = given;
  const reset = () => {
    twin.recover();
    twin.seen.splice(0);
    fill();
  };
  reset();
  return {
    ...rest,
    reset,
    failNext: (status, { times = 1, retryAfterSeconds } = {}) =>
      twin.refuse({
        status,
        times,
        headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
        body: { message: 'as told' },
      }),
    // A copy: the suite looks at what came since it last did.
    requests: () =>
      twin.seen.map(({ method, path, headers, body }) => ({ method, path, headers, body: JSON.stringify(body) })),
    stop: () => twin.close(),
  };
}
