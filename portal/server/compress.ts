import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { STATIC_FOLDER } from './static-files.ts';

const compress = promisify(brotliCompress);

// Part of the build: as small as can be costs too much to be done while somebody waits.
const files = readdirSync(STATIC_FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /[.](js|css)$/.test(name),
);
for (const name of files) {
  const path = join(STATIC_FOLDER, name);
  await writeFile(`${path}.br`, await compress(await readFile(path)));
}
