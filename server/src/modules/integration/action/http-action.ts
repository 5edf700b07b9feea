import type { FieldError } from '../../../errors.ts';
import { compileHttp } from '../compile/compile-http.ts';
import { bodyContext } from '../template/index.ts';
import type { AcceptedAction, ActionDefinition, TemplateUse } from './action-definition.ts';
import { contentTypeOf, isCredentialHeader } from './headers.ts';
import { acceptHttpAuth } from './http-auth.ts';
import type { NewHttpAction } from './new-action.ts';
import type { StoredAction, StoredHttpAction } from './stored-action.ts';

export const httpAction: ActionDefinition = {
  kind: 'http',
  inputKey: 'http',
  accept,
  templates,
  warnings,
  compile: compileHttp,
};

function accept(input: NewHttpAction, id: string, current: StoredAction | undefined): AcceptedAction {
  const { method, url, headers, body, timeoutSeconds, maxRetries, sign } = input;
  const { auth, secrets, errors } = acceptHttpAuth(input.auth, current?.kind === 'http' ? current.auth : undefined);
  const action: StoredHttpAction = {
    id,
    kind: 'http',
    method,
    url: url.trim(),
    headers,
    body: body ?? null,
    timeoutSeconds,
    maxRetries,
    auth,
    sign,
  };
  return { action, secrets, errors: [...errors, ...checkUrl(action), ...checkHeaders(action)] };
}

/** A URL's user name and password would be visible to everyone who sees the URL. */
function checkUrl({ url }: StoredHttpAction): FieldError[] {
  const authority = /^https?:\/\/([^/?#\\]*)/i.exec(url)?.[1] ?? '';
  if (!authority.includes('@')) return [];
  return [{ path: 'url', message: 'must not hold a user name or password: use auth for them' }];
}

function checkHeaders({ headers, auth }: StoredHttpAction): FieldError[] {
  return headers.flatMap(({ name, value }, index) => {
    if (auth.type !== 'NONE' && name.toLowerCase() === 'authorization') {
      return [{ path: `headers.${index}.name`, message: `is given by auth already, which is ${auth.type}` }];
    }
    if (name.toLowerCase() === 'content-type' && value.includes('{{')) {
      return [
        { path: `headers.${index}.value`, message: 'must be without variables: it decides how values are escaped' },
      ];
    }
    return [];
  });
}

function templates(action: StoredHttpAction): TemplateUse[] {
  const { url, headers, body } = action;
  return [
    { path: 'url', source: url, context: 'url' },
    ...headers.map(({ value }, index) => ({
      path: `headers.${index}.value`,
      source: value,
      context: 'header' as const,
    })),
    ...(body ? [{ path: 'body', source: body, context: bodyContext(contentTypeOf(headers), body) }] : []),
  ];
}

function warnings({ headers }: StoredHttpAction): FieldError[] {
  return headers.flatMap(({ name, value }, index) =>
    isCredentialHeader(name) && !value.includes('{{secrets.')
      ? [
          {
            path: `headers.${index}.value`,
            message: 'is readable by everyone who may see integrations: use {{secrets.NAME}}',
          },
        ]
      : [],
  );
}
