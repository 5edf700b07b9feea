import { registerEnumType } from 'type-graphql';
import { SCOPES, type Scope } from '../../access.ts';

/** `GROUP_WRITE` outside, `group:write` inside. */
export const ScopeEnum = Object.fromEntries(SCOPES.map((scope) => [scope.toUpperCase().replace(':', '_'), scope]));
registerEnumType(ScopeEnum, {
  name: 'Scope',
  description: 'What an API token may do: read or write one kind of object.',
});

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}
