import type { FastifyReply, FastifyRequest } from 'fastify';

export interface GitLabUser {
  id: number;
  username: string;
  email: string;
  state: string;
}

export interface GitLabHolder {
  id: number;
  name: string;
  fullPath: string;
  /** Access level by the id of the user. */
  members: Map<number, number>;
  /** A group that was deleted is there until this day. */
  markedForDeletionOn?: string;
}

export interface GitLabIssue {
  title: string;
  description: string;
  state: 'opened' | 'closed';
  labels: Set<string>;
  assignees: Set<number>;
  notes: string[];
}

export interface GitLabState {
  users: Map<number, GitLabUser>;
  /** By their full path. */
  groups: Map<string, GitLabHolder>;
  projects: Map<string, GitLabHolder & { issues: GitLabIssue[] }>;
}

export const emptyGitLab = (): GitLabState => ({ users: new Map(), groups: new Map(), projects: new Map() });

export const notFound = (reply: FastifyReply, what: string) =>
  reply.code(404).send({ message: `404 ${what} Not Found` });

export const userDocument = ({ id, username, state }: GitLabUser) => ({
  id,
  username,
  name: username,
  state,
  locked: false,
  web_url: `https://gitlab.example.com/${username}`,
});

/** By id, or by full path. */
export function findHolder<T extends GitLabHolder>(holders: Map<string, T>, key: string): T | undefined {
  return holders.get(key) ?? [...holders.values()].find(({ id }) => String(id) === key);
}

export type Listed = FastifyRequest<{ Querystring: { page?: string; per_page?: string } }>;

/** A page of a list; the headers say what follows. */
export function page<T>({ query }: Listed, reply: FastifyReply, all: T[]): T[] {
  const number = Number(query.page ?? 1);
  const size = Math.min(Number(query.per_page ?? 20), 100);
  const hasNext = number * size < all.length;
  reply.headers({ 'x-page': String(number), 'x-next-page': hasNext ? String(number + 1) : '', 'x-total': all.length });
  return all.slice((number - 1) * size, number * size);
}
