import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Complaint, type Given } from '../complaint.ts';

const TEMPLATE = fileURLToPath(new URL('../../template', import.meta.url));
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Makes a working plugin out of the template. Needs no network: it uses the SDK that this program comes with. */
export async function initCommand({ positionals: [name = '', place], folder }: Given): Promise<number> {
  if (!NAME.test(name)) throw new Complaint('joinery-plugin init <name>: small letters, digits and hyphens');
  const target = resolve(folder, place ?? name);
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0) throw new Complaint(`${target} is not empty`);
  await cp(TEMPLATE, target, { recursive: true });
  await writeFile(join(target, '.gitignore'), 'node_modules/\ndist/\nkey.json\n');
  for (const file of await filesOf(target)) await writeFile(file, renamed(await readFile(file, 'utf8'), name));
  await linkSdk(target);
  console.log(`${relative(folder, target) || '.'} is a plugin that works:

  cd ${relative(folder, target) || '.'}
  joinery-plugin test
  joinery-plugin dev ${name.replaceAll('-', '_')}_api_add_member --input '{"team":"red","username":"bob"}'`);
  return 0;
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function renamed(text: string, name: string): string {
  const title = name.split('-').map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
  return text
    .replaceAll('example.com', '\0')
    .replaceAll('example_api', `${name.replaceAll('-', '_')}_api`)
    .replaceAll('Example', title.join(' '))
    .replaceAll('example', name)
    .replaceAll('\0', 'example.com');
}

/** For editors and the compiler; the commands of this program find it by themselves. */
async function linkSdk(target: string): Promise<void> {
  const scope = join(target, 'node_modules/@joinery');
  const sdk = dirname(dirname(fileURLToPath(import.meta.resolve('@joinery/plugin-sdk'))));
  await mkdir(scope, { recursive: true });
  await rm(join(scope, 'plugin-sdk'), { force: true });
  await symlink(sdk, join(scope, 'plugin-sdk'), 'junction');
}
