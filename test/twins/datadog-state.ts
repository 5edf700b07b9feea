import type { FastifyReply, FastifyRequest } from 'fastify';

export interface DatadogUser {
  id: string;
  email: string;
  name: string | null;
  title?: string | null;
  isDisabled: boolean;
  status: 'Active' | 'Pending' | 'Disabled';
  /** Ids. */
  roles: Set<string>;
}

export interface DatadogRole {
  id: string;
  name: string;
  /** Ids. */
  permissions: string[];
}

export interface DatadogTeam {
  id: string;
  handle: string;
  name: string;
  description: string | null;
  /** What each user is in it, by the user's id. */
  members: Map<string, 'admin' | null>;
}

export interface DatadogState {
  users: Map<string, DatadogUser>;
  roles: Map<string, DatadogRole>;
  teams: Map<string, DatadogTeam>;
}

export type Listed = FastifyRequest<{ Querystring: Record<string, string> }>;
export type One = FastifyRequest<{ Params: { id: string; user: string } }>;
/** For what has both an id in its path and a query. */
export interface Route {
  Params: { id: string; user: string };
  Querystring: Record<string, string>;
}

/** The page that the query asks for, of a list whose pages are ten long unless it says otherwise. */
export function page<T>({ query }: Pick<Listed, 'query'>, all: T[], size = 10): T[] {
  const asked = Number(query['page[size]'] ?? size);
  const begin = Number(query['page[number]'] ?? 0) * asked;
  return all.slice(begin, begin + asked);
}

export const refuse = (reply: FastifyReply, status: number, message: string) =>
  reply.code(status).send({ errors: [message] });

export function contains(text: string, part = ''): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
