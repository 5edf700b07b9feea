import type { Role } from './config.ts';

export interface DemoAccount {
  tenantSlug: string;
  email: string;
  /** Null when it was set by the operator, who knows it. */
  password: string | null;
}

export interface Ready {
  url: string;
  portalUrl: string | undefined;
  roles: readonly Role[];
  account: DemoAccount | null;
  receiverUrl: string | null;
}

export interface Progress {
  step(message: string): void;
  ready(ready: Ready): void;
}

/** Tells a person at a terminal how the start goes on, and ends with one screen. Logs stay on standard output. */
export function createProgress(startedAt = performance.now()): Progress {
  const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`.padStart(7);
  const write = (line: string) => process.stderr.write(`${line}\n`);
  return {
    step: (message) => write(`${elapsed()}  ${message}`),
    ready: (ready) => {
      write(`${elapsed()}  ready (${ready.roles.join(', ')})`);
      write(screen(ready));
    },
  };
}

function screen({ url, portalUrl, roles, account, receiverUrl }: Ready): string {
  const lines = [
    '',
    '  Joinery is running.',
    '',
    ...(portalUrl ? [`    portal         ${portalUrl}`] : []),
    ...(roles.includes('api') ? [`    GraphQL        ${url}/graphql   (HTTP and WebSocket)`] : []),
    `    health         ${url}/readyz   metrics  ${url}/metrics`,
  ];
  if (receiverUrl) lines.push(`    demo receiver  ${receiverUrl}   (shows what the demo integrations sent)`);
  if (account) lines.push(...demoLines(url, account));
  lines.push('', '  Ctrl-C stops it.', '');
  return lines.join('\n');
}

function demoLines(url: string, { tenantSlug, email, password }: DemoAccount): string[] {
  const shown = password ?? '$JOINERY_DEMO_PASSWORD';
  const query = `mutation { signIn(input: {tenantSlug: \\"${tenantSlug}\\", email: \\"${email}\\", password: \\"${shown}\\"}) { accessToken user { email } } }`;
  const quoted =
    password === null
      ? `"${`{"query":"${query}"}`.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
      : `'{"query":"${query}"}'`;
  return [
    '',
    `    tenant         ${tenantSlug}`,
    `    sign in        ${email}   ${password ?? '(the password in JOINERY_DEMO_PASSWORD)'}`,
    '',
    '  Try it:',
    '',
    `    curl -s ${url}/graphql -H 'content-type: application/json' -d ${quoted}`,
  ];
}
