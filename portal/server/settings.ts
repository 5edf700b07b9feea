/** Every setting of the portal: the environment variable, its default. README.md has the same table. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Where the API is, without a slash at the end. */
  readonly apiUrl: string;
  readonly isDevelopment: boolean;
}

/** A setting that cannot be: the message names the variable and what it must be. */
export class WrongSetting extends Error {}

export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return {
    port: readPort(environment.PORTAL_PORT || '3000'),
    host: environment.PORTAL_HOST || '127.0.0.1',
    apiUrl: readApiUrl(environment.PORTAL_API_URL || 'http://127.0.0.1:4000'),
    isDevelopment: environment.NODE_ENV === 'development',
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new WrongSetting('PORTAL_PORT must be a whole number from 0 to 65535');
}

function readApiUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) return url.href.replace(/\/+$/, '');
  throw new WrongSetting('PORTAL_API_URL must be the URL of the API, as in http://127.0.0.1:4000');
}
