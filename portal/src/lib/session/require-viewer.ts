import 'server-only';
import { redirect } from 'next/navigation';
import type { ViewerQuery } from '../../../generated/graphql';
import { ApiError } from '../api/api-error';
import { callApiOnServer, isSignedIn, requestedPath } from '../api/call-api-on-server';
import { viewerQuery } from './session.documents';

/** Who asks for a page; those who are not signed in are sent to sign in. */
export async function requireViewer(): Promise<ViewerQuery> {
  if (!(await isSignedIn())) redirect(await signInPath());
  try {
    return await callApiOnServer(viewerQuery, {});
  } catch (error) {
    if (error instanceof ApiError && error.code === 'UNAUTHENTICATED') redirect(await signInPath());
    throw error;
  }
}

/** Where to sign in, and be brought back from. */
async function signInPath(): Promise<string> {
  const path = await requestedPath();
  return path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`;
}
