import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { acceptedEncoding, ENCODINGS } from './accepted-encoding.ts';

export const STATIC_FOLDER = fileURLToPath(new URL('../.next/static', import.meta.url));

/** No folder's name has a dot in it, so that no path leads out of the one of the build. */
const FORM = /^\/_next\/static\/((?:[\w~-]+\/)*([\w.~-]+)[.](js|css))(?:[?]|$)/;
const TYPES: Readonly<Record<string, string>> = {
  js: 'application/javascript; charset=UTF-8',
  css: 'text/css; charset=UTF-8',
};

/** Sends a script or style sheet as the build has compressed it. False where there is none, or it is not understood. */
export async function answerCompressed(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const [, name, base, extension = ''] = FORM.exec(request.url ?? '') ?? [];
  const encoding = acceptedEncoding(request.headers['accept-encoding']?.toString());
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!name || !encoding || !isRead) return false;
  const path = join(STATIC_FOLDER, `${name}${ENCODINGS[encoding]}`);
  const file = await stat(path).catch(() => null);
  if (!file?.isFile()) return false;
  const tag = `"${base}-${encoding}"`;
  // A name is never used again for something else.
  const headers = { 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding', etag: tag };
  if (request.headers['if-none-match']?.includes(tag)) {
    response.writeHead(304, headers).end();
    return true;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': TYPES[extension],
    'content-encoding': encoding,
    'content-length': file.size,
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(path), response).catch(() => response.destroy());
  return true;
}
