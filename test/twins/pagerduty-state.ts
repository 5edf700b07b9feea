import type { FastifyReply } from 'fastify';

export interface PagerDutyUser {
  id: string;
  name: string;
  email: string;
  role: string;
  /** While there are any, the account refuses to delete the person. */
  openIncidents: number;
}

export interface PagerDutyTeam {
  id: string;
  name: string;
  description: string | null;
  /** What each user is in it, by the user's id. */
  members: Map<string, string>;
}

export interface Override {
  id: string;
  start: string;
  end: string;
  user: Reference;
}

export interface Reference {
  id: string;
  type: string;
}

export interface PagerDutySchedule {
  id: string;
  name: string;
  time_zone: string;
  schedule_layers: { name: string; users: { user: Reference }[] }[];
  overrides: Override[];
}

export interface PagerDutyPolicy {
  id: string;
  name: string;
  escalation_rules: { id: string; escalation_delay_in_minutes: number; targets: Reference[] }[];
}

export interface PagerDutyState {
  users: Map<string, PagerDutyUser>;
  teams: Map<string, PagerDutyTeam>;
  schedules: Map<string, PagerDutySchedule>;
  policies: Map<string, PagerDutyPolicy>;
}

export interface Route {
  Params: { id: string; other: string };
  Querystring: Record<string, string>;
}

const problem = (code: number, message: string, errors?: string[]) => ({ error: { code, message, errors } });

export const notFound = (reply: FastifyReply) => reply.code(404).send(problem(2100, 'Not Found'));
export const invalid = (reply: FastifyReply, ...errors: string[]) =>
  reply.code(400).send(problem(2001, 'Invalid Input Provided', errors));
export const unauthorized = (reply: FastifyReply) => reply.code(401).send(problem(2006, 'Unauthorized'));
export const TOO_MANY = problem(2020, 'Rate Limit Exceeded');

/** A page as PagerDuty's classic paging has it: 25 long, 100 at most. */
export function page<T, D>(
  key: string,
  all: T[],
  { query, document }: { query: Record<string, string>; document: (one: T) => D },
) {
  const limit = Math.min(Number(query.limit ?? 25), 100);
  const offset = Number(query.offset ?? 0);
  const shown = all.slice(offset, offset + limit).map(document);
  return { [key]: shown, limit, offset, total: null, more: offset + limit < all.length };
}

export const contains = (text: string, part = '') => text.toLowerCase().includes(part.toLowerCase());

let made = 0;
export function newId(): string {
  made += 1;
  return `P${String(made).padStart(6, '0')}`;
}
