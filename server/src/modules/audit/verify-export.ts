import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { type SignedTreeHead, type VerificationKey, verifyTreeHead } from '../../platform/crypto/index.ts';
import { ExportHeader, ExportLine, KeySet } from './export-format.ts';
import { fromHeadJson, HeadJson } from './head-json.ts';
import { type HeadEntry, type TrailEntry, verifyTrail } from './trail.ts';

/** What somebody kept apart from the database, so that nobody who holds the database can change it. */
export interface KeptApart {
  /** The keys to believe. Absent: those that the export names itself. */
  keys?: VerificationKey[];
  /** A head from before: the export must continue the log that it tells of. */
  head?: SignedTreeHead;
}

export interface ExportVerdict {
  intact: boolean;
  tenantId: string;
  checked: number;
  /** How many of them say nothing any more. */
  erased: number;
  unsealed: number;
  head: SignedTreeHead | null;
  unverifiedHeads: number;
  /** Where the export is not what was sealed: the line, counted from 1, and what is wrong there. */
  problem: { line: number; reason: string } | null;
}

/**
 * Checks an exported log, line by line, without a database. INVALID_INPUT where the first line is not the header of an
 * export; everything else that is wrong is the verdict.
 */
export async function verifyExport(lines: AsyncIterable<string>, kept: KeptApart = {}): Promise<ExportVerdict> {
  const reader = new ExportReader(lines, kept);
  const header = await reader.header();
  const keys = kept.keys ?? toKeys(header.jwks);
  const judge = (head: SignedTreeHead) => {
    if (head.tenantId !== header.tenantId) return 'forged';
    if (!keys.some(({ kid }) => kid === head.keyId)) return 'unknown_key';
    return verifyTreeHead(head, keys) ? 'genuine' : 'forged';
  };
  const head = header.head && fromHeadJson(header.head);
  const about = { tenantId: header.tenantId, unsealed: header.unsealed, head };
  try {
    const { firstBreak, ...counts } = await verifyTrail(reader.entries(header), judge);
    const problem = firstBreak && { line: reader.line, reason: firstBreak.reason };
    return { intact: problem === null, ...about, ...counts, problem };
  } catch (error) {
    if (!(error instanceof MalformedLine)) throw error;
    const problem = { line: reader.line, reason: error.message };
    return { intact: false, ...about, checked: 0, erased: 0, unverifiedHeads: 0, problem };
  }
}

class MalformedLine extends Error {}

/** Turns lines into the entries of a trail, and knows at which line it is. */
class ExportReader {
  readonly #lines: AsyncIterator<string>;
  readonly #keptHead: SignedTreeHead | undefined;
  line = 0;

  constructor(lines: AsyncIterable<string>, { head }: KeptApart) {
    this.#lines = lines[Symbol.asyncIterator]();
    this.#keptHead = head;
  }

  async header(): Promise<z.output<typeof ExportHeader>> {
    const text = await this.#next();
    const parsed = ExportHeader.safeParse(text === null ? null : parseJson(text));
    if (parsed.success) return parsed.data;
    throw new AppError('INVALID_INPUT', `this is not an export of an audit log: ${z.prettifyError(parsed.error)}`);
  }

  /** The head kept apart and the header's own stand among the others, where they belong by their size. */
  async *entries({ tenantId, head }: z.output<typeof ExportHeader>): AsyncGenerator<TrailEntry> {
    const extra = [...(this.#keptHead ? [this.#keptHead] : []), ...(head ? [fromHeadJson(head)] : [])];
    const waiting = extra.map(toEntry).sort((a, b) => a.head.size - b.head.size);
    for (let text = await this.#next(); text !== null; text = await this.#next()) {
      const entry = toTrailEntry(text, tenantId);
      const place = entry.kind === 'record' ? entry.content.sequence : entry.head.size - 1;
      while (waiting[0] && waiting[0].head.size <= place) yield waiting.shift() as HeadEntry;
      yield entry;
    }
    yield* waiting;
  }

  async #next(): Promise<string | null> {
    const { done, value } = await this.#lines.next();
    this.line += 1;
    return done ? null : value;
  }
}

function toEntry(head: SignedTreeHead): HeadEntry {
  return { kind: 'head', head };
}

function toTrailEntry(text: string, tenantId: string): TrailEntry {
  const parsed = ExportLine.safeParse(parseJson(text));
  if (!parsed.success) throw new MalformedLine('neither a record nor a head');
  if ('head' in parsed.data) return toEntry(fromHeadJson(parsed.data.head));
  const { leafHash } = parsed.data;
  const record = 'record' in parsed.data ? parsed.data.record : parsed.data.erased;
  if (record.tenantId !== tenantId) throw new MalformedLine('a record of another tenant');
  const storedHash = Buffer.from(leafHash, 'hex');
  return { kind: 'record', id: record.id, content: record, storedHash, isErased: 'erased' in parsed.data };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The keys of a JWK Set. Throws a ZodError for anything else. */
export function parseKeys(json: unknown): VerificationKey[] {
  return toKeys(KeySet.parse(json));
}

/** A head as `auditHead` gives it, also as the whole answer to the query. Throws a ZodError for anything else. */
export function parseHead(json: unknown): SignedTreeHead {
  const Answer = z.object({ data: z.object({ auditHead: HeadJson }) }).transform(({ data }) => data.auditHead);
  return fromHeadJson(z.union([HeadJson, Answer]).parse(json));
}

function toKeys({ keys }: z.output<typeof KeySet>): VerificationKey[] {
  return keys.map(({ kid, ...publicJwk }) => ({ kid, publicJwk }));
}
