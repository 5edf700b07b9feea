import type { AuthSpec } from '../define/auth.ts';
import type { ConfigRef } from '../define/references.ts';
import type { Manifest } from './schema.ts';

export interface Permissions {
  /** Host names; `{apiUrl}` stands for what a connection's configuration says there. */
  hosts: string[];
  secrets: string[];
  effects: { write: string[]; destructive: string[] };
  events: string[];
}

/** What an installation consents to: everything that the plugin can reach, be given and do. Sorted, so that two compare. */
export function permissionsOf(manifest: Manifest): Permissions {
  const urls = Object.values(manifest.egress).map((endpoint) =>
    typeof endpoint === 'object' && 'url' in endpoint ? endpoint.url : endpoint,
  );
  const idsOf = (effect: string) => manifest.actions.filter((action) => action.effect === effect).map(({ id }) => id);
  return {
    hosts: sorted([...urls, ...Object.values(manifest.auth).flatMap(tokenUrls)].map(hostOf)),
    secrets: sorted(Object.keys(manifest.secrets)),
    effects: { write: sorted(idsOf('write')), destructive: sorted(idsOf('destructive')) },
    events: [],
  };
}

function tokenUrls(spec: AuthSpec): (string | ConfigRef)[] {
  if (spec.type === 'first_of') return spec.choices.flatMap(tokenUrls);
  return spec.type === 'client_credentials' ? [spec.tokenUrl] : [];
}

function hostOf(url: string | ConfigRef): string {
  if (typeof url === 'object') return `{${url.config}}`;
  return /^[a-z]+:\/\/([^/]*)/.exec(url)?.[1] ?? url;
}

const sorted = (names: string[]) => [...new Set(names)].sort();
