import { ProviderError } from '@joinery/plugin-sdk';
import { fieldsOf } from './csv.ts';

export type Rule = [subject: string, resource: string, action: string, object: string, effect: string];

export interface Policy {
  rules: Rule[];
  /** Who holds which role. */
  holds: [string, string][];
}

/** Reads a policy.csv as Argo CD does. A line that it would not accept is named: it would leave the old policy in force. */
export function parsePolicy(csv: string): Policy {
  const policy: Policy = { rules: [], holds: [] };
  for (const [at, line] of csv.split('\n').entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const [kind, ...parts] = fieldsOf(line) ?? [];
    if (kind === 'p' && isRule(parts)) policy.rules.push(parts);
    else if (kind === 'g' && isHold(parts)) policy.holds.push(parts);
    else
      throw new ProviderError('invalid', `line ${at + 1} of the policy is not one that Argo CD reads: ${line.trim()}`);
  }
  return policy;
}

const isRule = (parts: string[]): parts is Rule => parts.length === 5 && ['allow', 'deny'].includes(parts[4] ?? '');
const isHold = (parts: string[]): parts is Policy['holds'][number] => parts.length === 2;
