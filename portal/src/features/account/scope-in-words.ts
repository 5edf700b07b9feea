import type { Scope } from '../../../generated/graphql';

/** `GROUP_WRITE`: "write groups". */
export function scopeInWords(scope: Scope): string {
  const [noun = '', verb = ''] = scope.toLowerCase().split('_');
  return `${verb} ${noun === 'audit' ? 'the audit log' : noun === 'tenant' ? 'settings' : pluralOf(noun)}`;
}

const pluralOf = (noun: string) => (noun === 'delivery' ? 'deliveries' : `${noun}s`);
