import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

export const STATIC_FOLDER = fileURLToPath(new URL('../.next/static', import.meta.url));

const FORM = /^\/_next\/static\/((?:[\w~-]+\/)*[\w.~-]+[.](js|css))(?:[?]|$)/;
const TYPES: Readonly<Record<string, string>> = {
  js: 'application/javascript; charset=UTF-8',
  css: 'text/css; charset=UTF-8',
};

/** Sends a script or style sheet as the build has compressed it. False where there is none, or it is not understood. */
export async function answerCompressed(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const [, name, extension = ''] = FORM.exec(request.url ?? '') ?? [];
  if (!name || request.method !== 'GET' || !/\bbr\b/.test(String(request.headers['accept-encoding']))) return false;
  const path = join(STATIC_FOLDER, `${name}.br`);
  const file = await stat(path).catch(() => null);
  if (!file?.isFile()) return false;
  response.writeHead(200, {
    'content-type': TYPES[extension],
    'content-encoding': 'br',
    'content-length': file.size,
    // A name is never used again for something else.
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  await pipeline(createReadStream(path), response).catch(() => response.destroy());
  return true;
}
