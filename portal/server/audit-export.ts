import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { headersOf } from './session/api.ts';
import { callerOf } from './session/caller.ts';

export const AUDIT_EXPORT_PATH = '/api/audit/export';

const ANSWERED = ['content-type', 'content-disposition'] as const;

/** The API's export of the audit log, as a file for the browser. Who is not signed in is sent to do it. */
export async function answerAuditExport(
  apiUrl: string,
  accessToken: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The form's own body says nothing.
  request.resume();
  const answer = accessToken
    ? await fetch(`${apiUrl}/audit/export`, { headers: headersOf({ ...callerOf(request), accessToken }) })
    : null;
  if (!answer || answer.status === 401) {
    response.writeHead(303, { location: '/sign-in?next=%2Faudit' }).end();
    return;
  }
  response.statusCode = answer.status;
  for (const name of ANSWERED) {
    const value = answer.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  response.setHeader('cache-control', 'no-store');
  if (answer.body) await pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
  else response.end();
}
