import type { UserRole } from '@joinery/prisma';
import type { Context } from './context.ts';
import { AppError } from './errors.ts';

/** What an actor may do. A role holds a set of them; an API token names a part of its owner's. */
export const SCOPES = [
  'user:read',
  'user:write',
  'group:read',
  'group:write',
  'application:read',
  'application:write',
  'message:read',
  'message:write',
  'event:read',
  'integration:read',
  'integration:write',
  'delivery:read',
  'delivery:write',
  'task:read',
  'task:write',
  'task:run',
  'chain:read',
  'chain:write',
  'flow:read',
  'flow:run',
  'plugin:read',
  'plugin:write',
  'plugin:publish',
  'connection:read',
  'connection:write',
  'action:run',
  'action:destroy',
  'audit:read',
  'tenant:read',
  'tenant:write',
] as const;

export type Scope = (typeof SCOPES)[number];

const READ_SCOPES = SCOPES.filter((scope) => scope.endsWith(':read'));

/** An auditor sees everything and changes nothing; a member sees only themselves, which needs no scope. */
const ROLE_SCOPES: Record<UserRole, ReadonlySet<Scope>> = {
  OWNER: new Set(SCOPES),
  ADMIN: new Set(SCOPES),
  AUDITOR: new Set(READ_SCOPES),
  MEMBER: new Set(),
};

export function scopesOfRole(role: UserRole): ReadonlySet<Scope> {
  return ROLE_SCOPES[role];
}

/** Throws FORBIDDEN unless the actor holds the scope. Every verb begins with this. */
export function requireScope(ctx: Context, scope: Scope): void {
  if (ctx.actor.scopes.has(scope)) return;
  throw new AppError('FORBIDDEN', `this needs the scope ${scope}, which ${describeActor(ctx)} does not have`);
}

export function hasScope(ctx: Context, scope: Scope): boolean {
  return ctx.actor.scopes.has(scope);
}

/** Only a person, signed in: not an API token. For what concerns one's own credentials. */
export function requirePerson(ctx: Context): { userId: string; email: string } {
  const { kind, id, email } = ctx.actor;
  if (kind === 'user' && id && email) return { userId: id, email };
  throw new AppError('FORBIDDEN', 'this needs a signed-in person; an API token cannot do it');
}

function describeActor({ actor }: Context): string {
  if (actor.kind === 'api_token') return 'this API token';
  return actor.kind === 'task' ? 'a script' : `the role ${actor.role ?? 'of this actor'}`;
}
