import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ENCODINGS, type Encoding } from './accepted-encoding.ts';
import { STATIC_FOLDER } from './static-files.ts';

const compress = promisify(gzip);
const SMALLEST: Record<Encoding, (content: Buffer) => Promise<Buffer>> = {
  br: promisify(brotliCompress),
  gzip: (content) => compress(content, { level: constants.Z_BEST_COMPRESSION }),
};

// Part of the build: as small as can be costs too much to be done while somebody waits.
const files = readdirSync(STATIC_FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /[.](js|css)$/.test(name),
);
for (const name of files) {
  const path = join(STATIC_FOLDER, name);
  const content = await readFile(path);
  for (const encoding of Object.keys(SMALLEST) as Encoding[]) {
    await writeFile(`${path}${ENCODINGS[encoding]}`, await SMALLEST[encoding](content));
  }
}
