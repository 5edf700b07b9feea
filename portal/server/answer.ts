import type { IncomingMessage, ServerResponse } from 'node:http';
import { proxyToApi } from './api-proxy.ts';
import { AUDIT_EXPORT_PATH, answerAuditExport } from './audit-export.ts';
import { BadRequest, sendJson, sendProblem } from './json.ts';
import { isSameOrigin } from './origin.ts';
import { type Pages, tellPages } from './pages.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { createCurrentAccessToken } from './session/current.ts';
import { answerSessionRoute, isSessionRoute } from './session/routes.ts';
import type { Settings } from './settings.ts';
import { answerCompressed } from './static-files.ts';

/** Where the API takes what a path of ours is sent. */
const PASSED_ON: Readonly<Record<string, string>> = {
  '/api/graphql': '/graphql',
  '/api/imports/users': '/imports/users',
};

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers every HTTP request of the portal: its own few routes under /api, and pages. */
export function createAnswer(settings: Settings, pages: Pages): Answer {
  const { apiUrl } = settings;
  const currentAccessToken = createCurrentAccessToken(apiUrl);

  const answerApi = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    if (path === '/api/health') return sendJson(response, 200, { status: 'ok' });
    if (request.method !== 'POST') return sendProblem(response, 405, 'INVALID_INPUT', 'POST only');
    if (!isSameOrigin(request)) return sendProblem(response, 403, 'FORBIDDEN', 'requests come from the portal itself');
    if (isSessionRoute(path)) return answerSessionRoute(apiUrl, path, request, response);
    if (path === AUDIT_EXPORT_PATH) {
      return answerAuditExport(apiUrl, await currentAccessToken(request, response), request, response);
    }
    const target = PASSED_ON[path];
    if (!target) return sendProblem(response, 404, 'NOT_FOUND', `there is no ${path}`);
    const query = request.url?.slice(path.length) ?? '';
    return proxyToApi(`${apiUrl}${target}${query}`, await currentAccessToken(request, response), request, response);
  };

  return async (request, response) => {
    setSecurityHeaders(request, response, settings);
    const path = request.url?.split('?', 1)[0] ?? '/';
    if (path.startsWith('/api/')) {
      await answerApi(path, request, response).catch((error: unknown) => tellFailure(error, response));
      return;
    }
    if (!settings.isDevelopment && (await answerCompressed(request, response))) return;
    // A file of the build needs no session, and must not wait for one.
    if (!path.startsWith('/_next/')) {
      // Without an API, pages are made with what the cookie holds, and tell what they cannot show.
      const accessToken = await currentAccessToken(request, response).catch(() => null);
      tellPages(request, apiUrl, accessToken);
    }
    await pages.answer(request, response);
  };
}

function tellFailure(error: unknown, response: ServerResponse): void {
  if (error instanceof BadRequest) sendProblem(response, error.status, 'INVALID_INPUT', error.message);
  else sendProblem(response, 502, 'UPSTREAM_FAILED', 'The server of Joinery cannot be reached. Try again in a moment.');
}
