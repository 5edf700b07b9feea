/**
 * The life of a signing key. Two are valid at any time: the one that signs, and beside it first its successor, which is
 * announced for an hour before it signs, so that whoever keeps a copy of the key set knows it in time; then, once the
 * successor signs, the one before, so that what it signed stays good.
 */
const MINUTE_MS = 60_000;
export const ANNOUNCED_MS = 60 * MINUTE_MS;
export const ROTATED_EVERY_MS = 30 * 24 * 60 * MINUTE_MS;
/** Longer than any access token lives. */
const OUTLIVES_ITS_TOKENS_MS = 30 * MINUTE_MS;

export interface KeyTimes {
  readonly createdAt: Date;
  /** Null while nothing has replaced it. */
  readonly retiresAt: Date | null;
}

const after = (time: Date, ms: number) => new Date(time.getTime() + ms);

export function isValidAt({ retiresAt }: KeyTimes, now: Date): boolean {
  return !retiresAt || retiresAt > now;
}

/** The key that signs now, of the valid ones with the newest first; undefined where there is none. */
export function signingKeyAt<Key extends KeyTimes>(valid: readonly Key[], now: Date): Key | undefined {
  return valid.find(({ createdAt }) => after(createdAt, ANNOUNCED_MS) <= now) ?? valid.at(-1);
}

/** Whether it is time for the next key. */
export function isRotationDue(valid: readonly KeyTimes[], now: Date): boolean {
  const [newest] = valid;
  return !newest || after(newest.createdAt, ROTATED_EVERY_MS) <= now;
}

/** When a key retires whose successor was made at this time: not before the last token that it may have signed ended. */
export function retirementAfter(successorCreatedAt: Date, now: Date): Date {
  const safe = after(successorCreatedAt, ANNOUNCED_MS + OUTLIVES_ITS_TOKENS_MS);
  return safe > now ? safe : now;
}

export type KeyState = 'ANNOUNCED' | 'SIGNING' | 'RETIRING' | 'RETIRED';

/** What a key does at a time, among all there are, the newest first. */
export function stateAt(key: KeyTimes, all: readonly KeyTimes[], now: Date): KeyState {
  if (!isValidAt(key, now)) return 'RETIRED';
  const signing = signingKeyAt(
    all.filter((other) => isValidAt(other, now)),
    now,
  );
  if (!signing || key.createdAt.getTime() === signing.createdAt.getTime()) return 'SIGNING';
  return key.createdAt > signing.createdAt ? 'ANNOUNCED' : 'RETIRING';
}
