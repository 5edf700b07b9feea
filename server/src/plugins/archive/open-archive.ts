import { createHash } from 'node:crypto';
import { type Manifest, manifestSchema, type Permissions, permissionsOf } from '@joinery/plugin-sdk/manifest';
import { type FieldError, invalidField, invalidInput } from '../../errors.ts';
import { readEntries } from './entries.ts';
import { contradictionsOf } from './manifest-rules.ts';

export interface OpenedArchive {
  /** SHA-256 of the archive, in hexadecimal: the name of exactly these bytes. */
  digest: string;
  manifest: Manifest;
  permissions: Permissions;
  bundle: string;
  readme: string;
  changelog: string;
  logo: string;
}

const MOST_TEXT = 200 * 1024;
const MOST_LOGO = 64 * 1024;
const MOST_MANIFEST = 512 * 1024;
/** An image, shown as one. What scripts or loads something has no place in it. */
const LIVELY_SVG =
  /<(script|foreignObject|iframe|style|use)\b|\son\w+\s*=|javascript:|(href|src)\s*=\s*["']?\s*(https?:)?\/\//i;

/** Unpacks an archive and checks each part of it against the others. Throws INVALID_INPUT that says what to mend. */
export async function openArchive(archive: Buffer): Promise<OpenedArchive> {
  const files = await readEntries(archive);
  const manifest = await readManifest(files['manifest.json']);
  const actual = sha256(files['bundle.js']);
  if (actual !== manifest.bundle.sha256) {
    throw invalidField('archive', 'holds another bundle.js than its manifest names; build it anew');
  }
  return {
    digest: sha256(archive),
    manifest,
    permissions: permissionsOf(manifest),
    bundle: textOf(files, 'bundle.js', Number.POSITIVE_INFINITY),
    readme: textOf(files, 'README.md', MOST_TEXT),
    changelog: textOf(files, 'CHANGELOG.md', MOST_TEXT),
    logo: checkLogo(textOf(files, 'logo.svg', MOST_LOGO)),
  };
}

async function readManifest(file: Buffer): Promise<Manifest> {
  if (file.length > MOST_MANIFEST) throw invalidField('manifest', `must have at most ${MOST_MANIFEST} bytes`);
  if (file.includes('\\u0000')) throw invalidField('manifest', 'must not hold the character U+0000');
  const parsed = manifestSchema.safeParse(parseJson(file));
  if (!parsed.success) throw invalidInput(parsed.error.issues.map(toFieldError));
  const contradictions = await contradictionsOf(parsed.data);
  if (contradictions.length > 0) throw invalidInput(contradictions);
  return parsed.data;
}

function toFieldError({ path, message }: { path: PropertyKey[]; message: string }): FieldError {
  return { path: ['manifest', ...path].join('.'), message };
}

function parseJson(file: Buffer): unknown {
  try {
    return JSON.parse(file.toString());
  } catch {
    throw invalidField('manifest', 'is not JSON');
  }
}

function textOf(files: Record<string, Buffer>, name: string, most: number): string {
  const file = files[name] ?? Buffer.alloc(0);
  if (file.length > most) throw invalidField('archive', `holds ${name} of more than ${most} bytes`);
  const text = decode(file);
  // PostgreSQL's texts hold any character but this one.
  if (text === null || (name !== 'bundle.js' && text.includes('\0'))) {
    throw invalidField('archive', `holds ${name}, which is no UTF-8 text`);
  }
  return text;
}

function decode(file: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return null;
  }
}

function checkLogo(logo: string): string {
  if (!logo.includes('<svg')) throw invalidField('archive', 'holds logo.svg, which is no SVG image');
  if (LIVELY_SVG.test(logo)) {
    throw invalidField('archive', 'holds logo.svg with scripts, styles or references; it must be an image and no more');
  }
  return logo;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
