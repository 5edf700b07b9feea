import { domainToASCII } from 'node:url';
import type { Endpoint } from './address-policy.ts';

/**
 * Whether a list of hosts names this one: `api.github.com` exactly, `*.datadoghq.com` every host below, either with
 * `:port` for that port only. What is no host name fits nothing.
 */
export function namesHost(rules: readonly string[], endpoint: Endpoint): boolean {
  return rules.some((rule) => fits(rule.trim().toLowerCase(), endpoint));
}

function fits(rule: string, { host, port }: Endpoint): boolean {
  const [, name = '', rulePort] = /^(.*?)(?::(\d{1,5}))?$/.exec(rule) ?? [];
  if (rulePort !== undefined && Number(rulePort) !== port) return false;
  if (name.startsWith('*.')) return host.endsWith(`.${canonical(name.slice(2))}`) && canonical(name.slice(2)) !== '';
  return host === canonical(name);
}

/** As in a Target: ASCII, no brackets, no final dot. */
function canonical(name: string): string {
  if (name.startsWith('[') && name.endsWith(']')) return name.slice(1, -1);
  return domainToASCII(name.replace(/\.$/, ''));
}
