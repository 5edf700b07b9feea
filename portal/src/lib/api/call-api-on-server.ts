import 'server-only';
import { headers } from 'next/headers';
import { dataOf } from './api-error';
import type { Document } from './document';

/** Calls the API for a server component, as the person whose request it is. Throws ApiError. */
export async function callApiOnServer<Data, Variables>(
  document: Document<Data, Variables>,
  variables?: Variables,
): Promise<Data> {
  const { apiUrl, accessToken } = await requestOfPage();
  const answer = await fetch(`${apiUrl}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    },
    body: JSON.stringify({ query: document.toString(), variables }),
    cache: 'no-store',
  });
  return dataOf((await answer.json()) as Parameters<typeof dataOf<Data>>[0]);
}

/** Whether the request came with a session. */
export async function isSignedIn(): Promise<boolean> {
  return (await requestOfPage()).accessToken !== null;
}

/** The path that was asked for, with its query. */
export async function requestedPath(): Promise<string> {
  return (await headers()).get('x-joinery-path') ?? '/';
}

/** What the portal's own server tells pages in headers that no client can set. */
async function requestOfPage(): Promise<{ apiUrl: string; accessToken: string | null }> {
  const request = await headers();
  return { apiUrl: request.get('x-joinery-api-url') ?? '', accessToken: request.get('x-joinery-access-token') };
}
