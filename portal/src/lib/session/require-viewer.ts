import 'server-only';
import { redirect } from 'next/navigation';
import type { ViewerQuery } from '../../../generated/graphql';
import { ApiError } from '../api/api-error';
import { callApiOnServer, isSignedIn } from '../api/call-api-on-server';
import { viewerQuery } from './session.documents';

/** Who asks for a page; those who are not signed in are sent to sign in. */
export async function requireViewer(): Promise<ViewerQuery> {
  if (!(await isSignedIn())) redirect('/sign-in');
  try {
    return await callApiOnServer(viewerQuery, {});
  } catch (error) {
    if (error instanceof ApiError && error.code === 'UNAUTHENTICATED') redirect('/sign-in');
    throw error;
  }
}
