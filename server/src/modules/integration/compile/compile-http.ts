import type { ActionSecrets, CompiledOrProblem } from '../action/action-definition.ts';
import { contentTypeOf, toOctets } from '../action/headers.ts';
import type { HttpAuth, StoredHttpAction } from '../action/stored-action.ts';
import { bodyContext, type TemplateContext, type TemplateVariables } from '../template/index.ts';
import { compileText, type TextRenderer } from './compile-text.ts';
import type { CompiledAction, RenderedRequest } from './compiled.ts';
import { eventBody } from './event-body.ts';
import { compileOrProblem, renderOrError } from './rendering.ts';

const METHODS_WITH_EVENT_BODY = new Set(['POST', 'PUT', 'PATCH']);
const CONTENT_TYPES: Partial<Record<TemplateContext, string>> = {
  json: 'application/json',
  text: 'text/plain; charset=utf-8',
};

interface Body {
  contentType: string | undefined;
  render(variables: TemplateVariables): string | undefined;
}

/** Compiles an HTTP action: `render` makes the request of an event, unsigned. */
export function compileHttp(action: StoredHttpAction, secrets: ActionSecrets): CompiledOrProblem {
  return compileOrProblem(() => {
    const renderRequest = compileRequest(action, secrets);
    const compiled: CompiledAction = {
      id: action.id,
      kind: 'http',
      timeoutMs: action.timeoutSeconds * 1000,
      maxRetries: action.maxRetries,
      isSigned: action.sign,
      render: renderOrError((event) => ({
        ok: true,
        kind: 'request',
        request: renderRequest({ event, secrets: secrets.named }),
      })),
    };
    return compiled;
  });
}

function compileRequest(action: StoredHttpAction, secrets: ActionSecrets) {
  const renderUrl = compileText('url', action.url, 'url');
  const body = compileBody(action);
  const fixed = {
    ...(body.contentType ? { 'content-type': body.contentType } : {}),
    ...authorization(action.auth, secrets),
  };
  const renderHeaders = action.headers.map(({ name, value }): [string, TextRenderer] => [
    name.toLowerCase(),
    compileText(`header ${name}`, value, 'header'),
  ]);
  return (variables: TemplateVariables): RenderedRequest => {
    const headers: Record<string, string> = { ...fixed };
    for (const [name, render] of renderHeaders) headers[name] = toOctets(render(variables));
    return { method: action.method, url: renderUrl(variables), headers, body: body.render(variables) };
  };
}

function compileBody({ method, headers, body }: StoredHttpAction): Body {
  if (body === '') return { contentType: undefined, render: () => undefined };
  if (body === null) {
    if (!METHODS_WITH_EVENT_BODY.has(method)) return { contentType: undefined, render: () => undefined };
    return { contentType: CONTENT_TYPES.json, render: ({ event }) => eventBody(event) };
  }
  const context = bodyContext(contentTypeOf(headers), body);
  return { contentType: CONTENT_TYPES[context], render: compileText('body', body, context) };
}

/** `Authorization` by RFC 6750 §2.1 or RFC 7617 §2, with user name and password in UTF-8. */
function authorization(auth: HttpAuth, { own }: ActionSecrets): Record<string, string> {
  if (auth.type === 'BEARER') return { authorization: `Bearer ${own.get('token') ?? ''}` };
  if (auth.type === 'NONE') return {};
  const credentials = Buffer.from(`${auth.username}:${own.get('password') ?? ''}`).toString('base64');
  return { authorization: `Basic ${credentials}` };
}
