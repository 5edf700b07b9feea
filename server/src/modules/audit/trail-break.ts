/** What was done to a log, as far as the log itself can tell. */
export enum AuditBreakKind {
  RECORD_CHANGED = 'RECORD_CHANGED',
  RECORD_MOVED = 'RECORD_MOVED',
  RECORD_MISSING = 'RECORD_MISSING',
  RECORD_ADDED = 'RECORD_ADDED',
  RECORDS_CUT_OFF = 'RECORDS_CUT_OFF',
  ROOT_DIFFERS = 'ROOT_DIFFERS',
  HEAD_ALTERED = 'HEAD_ALTERED',
  KEY_UNKNOWN = 'KEY_UNKNOWN',
}

export interface AuditBreak {
  kind: AuditBreakKind;
  /** The first record that is concerned: all before it are as they were sealed. */
  sequence: number;
  /** The record's id, where there is a record to point at. */
  recordId: string | null;
  /** The size of the head that shows it, where it is shown by a head. */
  headSize: number | null;
  reason: string;
}

const ofRecord = (kind: AuditBreakKind, sequence: number, recordId: string | null, reason: string): AuditBreak => ({
  kind,
  sequence,
  recordId,
  headSize: null,
  reason,
});

const ofHead = (kind: AuditBreakKind, sequence: number, headSize: number, reason: string): AuditBreak => ({
  kind,
  sequence,
  recordId: null,
  headSize,
  reason,
});

const span = (first: number, last: number) => (first === last ? `record ${first}` : `records ${first} to ${last}`);

/** Each kind of break with the sentence that tells it. Sequences begin at 0. */
export const describeBreak = {
  changed: (sequence: number, id: string) =>
    ofRecord(AuditBreakKind.RECORD_CHANGED, sequence, id, `record ${sequence} is not what was sealed`),
  erasedUntold: (sequence: number, id: string) =>
    ofRecord(
      AuditBreakKind.RECORD_CHANGED,
      sequence,
      id,
      `what record ${sequence} said was erased, and no record of the log tells of it`,
    ),
  moved: (sequence: number, id: string, sealedAs: number) =>
    ofRecord(AuditBreakKind.RECORD_MOVED, sequence, id, `what stands as record ${sequence} was sealed as ${sealedAs}`),
  missing: (first: number, last: number) =>
    ofRecord(AuditBreakKind.RECORD_MISSING, first, null, `missing: ${span(first, last)}`),
  doubled: (sequence: number, id: string) =>
    ofRecord(AuditBreakKind.RECORD_ADDED, sequence, id, `there is more than one record ${sequence}`),
  uncovered: (covered: number, found: number) =>
    ofRecord(
      AuditBreakKind.RECORD_ADDED,
      covered,
      null,
      `no signed head covers ${span(covered, found - 1)}: added without being sealed, or the head was removed`,
    ),
  cutOff: (found: number, promised: number) =>
    ofHead(
      AuditBreakKind.RECORDS_CUT_OFF,
      found,
      promised,
      `${span(found, promised - 1)} cut off: a signed head tells of ${promised} records`,
    ),
  otherRoot: (covered: number, size: number) =>
    ofHead(
      AuditBreakKind.ROOT_DIFFERS,
      covered,
      size,
      `${span(covered, size - 1)}: not those whose root was signed, though each agrees with the hash beside it`,
    ),
  otherFrontier: (covered: number, size: number) =>
    ofHead(AuditBreakKind.HEAD_ALTERED, covered, size, `the head of size ${size} has another right edge than its tree`),
  forgedHead: (covered: number, size: number) =>
    ofHead(
      AuditBreakKind.HEAD_ALTERED,
      covered,
      size,
      `the head of size ${size} was altered or forged: its signature does not fit`,
    ),
  misplacedHead: (covered: number, size: number) =>
    ofHead(AuditBreakKind.HEAD_ALTERED, covered, size, `the head of size ${size} stands at the wrong place`),
  unknownKey: (size: number) =>
    ofHead(AuditBreakKind.KEY_UNKNOWN, 0, size, `the newest head (size ${size}) is signed by a key that is not known`),
} as const;
