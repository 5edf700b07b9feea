import { type Entry, fromBufferPromise } from 'yauzl';
import { AppError, invalidField } from '../../errors.ts';

/** What an archive holds: all of these, and nothing else. */
const NAMES = ['manifest.json', 'bundle.js', 'README.md', 'logo.svg', 'CHANGELOG.md'] as const;
type Name = (typeof NAMES)[number];

/** Bytes. The archive travels as base64 within the bound of a request's body. */
export const MOST_PACKED = 720 * 1024;
export const MOST_UNPACKED = 5 * 1024 * 1024;
/** Text shrinks to a tenth or so; what shrinks more than this was made to fill memory. */
const HIGHEST_RATIO = 200;

const ENCRYPTED = 0x1;
const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;

/**
 * The files of a plugin's archive, which may be anybody's:
 *
 * 1. only the known names, each once: no paths, no folders, no links;
 * 2. sizes are bounded before anything is unpacked, and what unpacks to more than it says is refused;
 * 3. nothing is written to a disk.
 *
 * Throws INVALID_INPUT for `archive`.
 */
export async function readEntries(archive: Buffer): Promise<Record<Name, Buffer>> {
  if (archive.length > MOST_PACKED) throw refused(`must have at most ${MOST_PACKED} bytes`);
  try {
    const zip = await fromBufferPromise(archive, { strictFileNames: true });
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      checkEntry(entry, entries);
      entries.push(entry);
    }
    const read = async (entry: Entry) => collect(await zip.openReadStreamPromise(entry), entry.uncompressedSize);
    const files = await Promise.all(entries.map(async (entry) => [entry.fileName, await read(entry)] as const));
    return complete(Object.fromEntries(files));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw refused(`is not a zip file that can be taken: ${(cause as Error).message}`, cause);
  }
}

function checkEntry(entry: Entry, before: readonly Entry[]): void {
  const { fileName, compressedSize, uncompressedSize, compressionMethod, generalPurposeBitFlag } = entry;
  const said = JSON.stringify(fileName.slice(0, 100));
  if (!(NAMES as readonly string[]).includes(fileName)) {
    throw refused(`holds ${said}; only ${NAMES.join(', ')} belong there`);
  }
  if (before.some((other) => other.fileName === fileName)) throw refused(`holds ${said} twice`);
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (type !== 0 && type !== REGULAR_FILE) throw refused(`holds ${said} as a link or a device; it must be a file`);
  if (generalPurposeBitFlag & ENCRYPTED) throw refused(`holds ${said} encrypted`);
  if (compressionMethod !== 0 && compressionMethod !== 8) throw refused(`holds ${said} by an unknown compression`);
  const total = before.reduce((sum, other) => sum + other.uncompressedSize, uncompressedSize);
  if (total > MOST_UNPACKED) throw refused(`unpacks to more than ${MOST_UNPACKED} bytes`);
  if (uncompressedSize > HIGHEST_RATIO * Math.max(compressedSize, 1)) {
    throw refused(`holds ${said}, which unpacks to ${uncompressedSize} bytes from ${compressedSize}`);
  }
}

async function collect(stream: AsyncIterable<Buffer>, expected: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > expected) throw refused('holds a file that is larger than it says');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function complete(files: Partial<Record<Name, Buffer>>): Record<Name, Buffer> {
  const missing = NAMES.filter((name) => !files[name]);
  if (missing.length > 0) throw refused(`lacks ${missing.join(', ')}`);
  return files as Record<Name, Buffer>;
}

function refused(message: string, cause?: unknown): AppError {
  const error = invalidField('archive', message);
  return cause === undefined ? error : Object.assign(error, { cause });
}
