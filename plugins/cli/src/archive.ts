import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Manifest, manifestOf } from '@joinery/plugin-sdk/manifest';
import { ZipFile } from 'yazl';
import { bundlePlugin } from './bundle.ts';
import { Complaint } from './complaint.ts';
import { loadPlugin } from './load-plugin.ts';

export interface BuiltPlugin {
  archive: Buffer;
  /** SHA-256 of the archive, hex. */
  digest: string;
  manifest: Manifest;
}

const TEXTS = ['README.md', 'CHANGELOG.md', 'logo.svg'];
/** The first that a zip can hold, and the same whatever the time zone. */
const TIME = new Date(1980, 0, 1);

/** Builds a plugin. The same sources make the same bytes: nothing of the time, the machine or its folders is in them. */
export async function buildPlugin(folder: string): Promise<BuiltPlugin> {
  const bundle = await bundlePlugin(folder);
  const manifest = manifestOf(await loadPlugin(folder), {
    publisher: await publisherOf(folder),
    sha256: sha256(bundle),
  });
  const texts = TEXTS.map(async (name) => [name, await textOf(folder, name)] as const);
  const files = [
    ['manifest.json', `${JSON.stringify(manifest, null, 2)}\n`] as const,
    ['bundle.js', bundle] as const,
    ...(await Promise.all(texts)),
  ];
  const archive = await zip(files.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { archive, digest: sha256(archive), manifest };
}

/** Stored, not deflated: what deflating makes depends on the version of the library and on the processor. */
function zip(files: readonly (readonly [name: string, text: string])[]): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, text] of files) {
    file.addBuffer(Buffer.from(text), name, { mtime: TIME, mode: 0o100644, compress: false, forceDosTimestamp: true });
  }
  file.end();
  return buffer(file.outputStream);
}

async function publisherOf(folder: string): Promise<string> {
  const { joinery } = JSON.parse(await textOf(folder, 'package.json')) as { joinery?: { publisher?: string } };
  if (!joinery?.publisher) throw new Complaint('package.json names no publisher: "joinery": { "publisher": "acme" }');
  return joinery.publisher;
}

async function textOf(folder: string, name: string): Promise<string> {
  try {
    // Whatever the checkout made of the ends of lines.
    return (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
  } catch (cause) {
    throw new Complaint(`${name} cannot be read; a plugin has README.md, CHANGELOG.md and logo.svg beside src`, {
      cause,
    });
  }
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
