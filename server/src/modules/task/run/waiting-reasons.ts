const LABELS = 'waits for a runner with the labels ';

/** What a run waits for, for people. Every run that waits has one of these. */
export const WAITS = {
  worker: 'waits for a worker',
  jitter: 'starts of this task are spread over some seconds',
  turn: 'waits until the runs of this task before it have ended',
  decision: 'waits until somebody has decided about the removals of a run of this task before it',
  room: (most: number) => `its tenant has ${most} runs under way, as many as it may have at once`,
  labelsPrefix: LABELS,
  labels: (labels: readonly string[]) => `${LABELS}${labels.join(', ')}`,
  retry: (attempt: number, kind: string) => `it ended as ${kind} and is made again, for the ${ordinal(attempt)} time`,
  handedBack: 'the worker that had taken it could not begin it',
  confirmation: 'waits for somebody to confirm its removals',
} as const;

function ordinal(attempt: number): string {
  return attempt === 1 ? 'first' : attempt === 2 ? 'second' : attempt === 3 ? 'third' : `${attempt}th`;
}
