import { describe, expect, it } from 'vitest';
import { MOST_PACKED } from '../../../server/src/plugins/archive/entries.ts';
import { openArchive } from '../../../server/src/plugins/archive/open-archive.ts';
import { refusal } from '../directory/setup.ts';
import { actionOf, BUNDLE, filesOf, manifestFor, zip } from './release.ts';

const files = filesOf(manifestFor('acme'));

const refused = async (archive: Buffer) => {
  const { code, message } = await refusal(() => openArchive(archive));
  return `${code}: ${message}`;
};

/** A name that the zip writer would not write: another of the same length is replaced in the finished bytes. */
async function renamed(to: string): Promise<Buffer> {
  const stand = 'x'.repeat(to.length);
  const archive = await zip({ ...files, [stand]: 'x' });
  return Buffer.from(archive.toString('latin1').replaceAll(stand, to), 'latin1');
}

describe('an archive', () => {
  it('is opened, with its digest and what it may do', async () => {
    const archive = await zip(files);
    expect(await openArchive(archive)).toMatchObject({
      manifest: { id: 'wiki', version: '1.0.0' },
      permissions: { hosts: ['wiki.example'], secrets: ['token'], effects: { write: ['wiki_api_add_writer'] } },
      bundle: BUNDLE,
    });
  });

  it.each(['../evil.js', '/etc/passwd', 'a/../../b', '..\\evil.js', 'dist/x.js', 'C:/x.js'])(
    'with %s in it is refused',
    async (name) => {
      expect(await refused(await renamed(name))).toMatch(/^INVALID_INPUT: archive: (holds|is not a zip)/);
    },
  );

  it('that lacks a file, or has one twice, is refused', async () => {
    const { 'logo.svg': _, ...rest } = files;
    expect(await refused(await zip(rest))).toMatch(/lacks logo\.svg/);
    const twice = await zip({ ...files, 'README.mx': 'x' });
    const archive = Buffer.from(twice.toString('latin1').replaceAll('README.mx', 'README.md'), 'latin1');
    expect(await refused(archive)).toMatch(/twice/);
  });

  it('with a link in it is refused', async () => {
    expect(await refused(await zip(files, { mode: 0o120777 }))).toMatch(/link/);
  });

  it('that fills the memory when it is unpacked is refused before it is', async () => {
    const bomb = await zip({ ...files, 'README.md': Buffer.alloc(4 * 1024 * 1024, 'a') });
    expect(await refused(bomb)).toMatch(/unpacks to/);
    const large = await zip({ ...files, 'README.md': Buffer.alloc(6 * 1024 * 1024, 'a') });
    expect(await refused(large)).toMatch(/unpacks to/);
  });

  it('that unpacks to more than it says is refused', async () => {
    const archive = await zip({ ...files, 'README.md': Buffer.alloc(10_000, 'a') });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(10_000);
    const lie = Buffer.alloc(4);
    lie.writeUInt32LE(9_000);
    const text = archive.toString('latin1').replaceAll(size.toString('latin1'), lie.toString('latin1'));
    expect(await refused(Buffer.from(text, 'latin1'))).toMatch(/archive/);
  });

  it('that is too large, or no zip at all, is refused', async () => {
    expect(await refused(Buffer.alloc(MOST_PACKED + 1))).toMatch(/at most/);
    expect(await refused(Buffer.from('PK not really'))).toMatch(/is not a zip/);
    expect(await refused((await zip(files)).subarray(0, 200))).toMatch(/is not a zip/);
  });

  it('with a logo that does things is refused', async () => {
    for (const logo of [
      '<svg><script>alert(1)</script></svg>',
      '<svg onload="x()"/>',
      '<svg><image href="https://x.example/p.png"/></svg>',
      'not an image',
    ]) {
      expect(await refused(await zip({ ...files, 'logo.svg': logo }))).toMatch(/logo\.svg/);
    }
  });
});

describe('a manifest', () => {
  const faults = async (over: Parameters<typeof manifestFor>[1]) =>
    refused(await zip(filesOf(manifestFor('acme', over))));

  it('that names what it does not have is refused', async () => {
    expect(await faults({ auth: { other: { type: 'none' } } })).toMatch(/manifest\.auth\.other: is no endpoint/);
    expect(await faults({ secrets: {} })).toMatch(/names the secret token/);
    expect(await faults({ egress: { api: { config: 'url' } } })).toMatch(/names url, which config does not have/);
    const undone = actionOf('wiki_api_add_writer', { inverse: { action: 'wiki_api_remove', input: {} } });
    expect(await faults({ actions: [undone] })).toMatch(/names wiki_api_remove/);
    expect(await faults({ actions: [actionOf('github_x')] })).toMatch(/must begin with wiki_/);
  });

  it('that reaches for an address instead of a host is refused', async () => {
    for (const api of ['http://wiki.example', 'https://169.254.169.254', 'https://[::1]', 'https://127.0.0.1']) {
      expect(await faults({ egress: { api } })).toMatch(/manifest\.egress\.api/);
    }
  });

  it('with a schema that cannot be used is refused', async () => {
    expect(await faults({ config: { type: 'object', properties: { a: { $ref: 'https://x.example/s' } } } })).toMatch(
      /manifest\.config: is no JSON Schema/,
    );
    expect(await faults({ config: { type: 'string' } })).toMatch(/must describe an object/);
  });

  it('with what is not known is refused', async () => {
    const manifest = { ...manifestFor('acme'), install: 'rm -rf' };
    expect(await refused(await zip({ ...files, 'manifest.json': JSON.stringify(manifest) }))).toMatch(/manifest/);
    expect(await refused(await zip({ ...files, 'manifest.json': '{' }))).toMatch(/is not JSON/);
  });
});
