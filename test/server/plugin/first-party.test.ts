import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { buildPlugin } from '../../../plugins/cli/src/archive.ts';
import { listFirstPartyPlugins } from '../../../server/src/modules/plugin/index.ts';
import { readPlugin, versionsOfPlugins } from '../../../server/src/modules/plugin/list.ts';
import { openArchive } from '../../../server/src/plugins/archive/open-archive.ts';
import { loadVersion } from '../../../server/src/plugins/registry/index.ts';
import { startDirectory } from '../directory/setup.ts';
import { filesOf, zip } from './release.ts';

const directory = await startDirectory();
const { owner } = await directory.newTenant();
const folder = await mkdtemp(join(tmpdir(), 'joinery-plugins-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const http = fileURLToPath(new URL('../../../plugins/http', import.meta.url));
const { archive, digest } = await buildPlugin(http);

async function put(content: Buffer): Promise<void> {
  await mkdir(join(folder, 'http/dist'), { recursive: true });
  await writeFile(join(folder, 'http/dist/plugin.zip'), content);
}

const list = () => listFirstPartyPlugins(directory.services, folder);

describe('the plugins of the tree', () => {
  it('are listed for everyone, approved and signed, once', async () => {
    await put(archive);
    await mkdir(join(folder, 'not-built'), { recursive: true });
    await cp(join(http, 'README.md'), join(folder, 'README.md'));
    const [first, second] = await Promise.all([list(), list()]);
    expect([...first, ...second]).toEqual(['http']);
    expect(await list()).toEqual([]);

    const plugin = await readPlugin(owner, 'http');
    expect(plugin).toMatchObject({ latestVersion: '1.0.0', publisher: { slug: 'joinery', isTrusted: true } });
    const versions = (await versionsOfPlugins(owner, [plugin.id])).get(plugin.id) ?? [];
    expect(versions).toMatchObject([
      { status: 'APPROVED', digest, readme: await readFile(join(http, 'README.md'), 'utf8') },
    ]);
    const loaded = await owner.db.tenant(owner.tenantId, (tx) => loadVersion(tx, versions[0]?.id ?? ''));
    expect(loaded).toMatchObject({ digest, manifest: { id: 'http' } });
  });

  it('that were changed without another version stay what they were', async () => {
    const { manifest, bundle } = await openArchive(archive);
    await put(await zip(filesOf(manifest, { 'bundle.js': bundle, 'README.md': '# Another' })));
    expect(await list()).toEqual([]);
    const { id } = await readPlugin(owner, 'http');
    expect((await versionsOfPlugins(owner, [id])).get(id)).toMatchObject([{ digest }]);
  });

  it('of an older tree are no reason not to start', async () => {
    const { manifest, bundle } = await openArchive(archive);
    await put(await zip(filesOf({ ...manifest, version: '0.9.0' }, { 'bundle.js': bundle })));
    expect(await list()).toEqual([]);
  });

  it('that are cut off are passed over', async () => {
    await put(archive.subarray(0, 1000));
    expect(await list()).toEqual([]);
  });

  it('that are not there are none', async () => {
    expect(await listFirstPartyPlugins(directory.services, join(folder, 'nowhere'))).toEqual([]);
  });
});
