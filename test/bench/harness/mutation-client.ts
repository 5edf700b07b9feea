import { Pool } from 'undici';
import { serveCommands } from './child.ts';

export interface MutationLoad {
  url: string;
  token: string;
  groupIds: string[];
  userIds: string[];
  connections: number;
  durationMs: number;
}

export interface MutationOutcome {
  succeeded: number;
  failed: number;
  /** The first failure, as it was answered. */
  failure: string | null;
  seconds: number;
  /** How long each answer took, in milliseconds. */
  took: Float64Array;
}

const QUERY =
  'mutation($groupId: ID!, $userId: ID!) { addGroupMember(groupId: $groupId, userId: $userId) { createdAt } }';

/** Adds every user to every group, each pair once, over so many connections at a time, until the time is over. */
async function addMembers(load: MutationLoad): Promise<MutationOutcome> {
  const pool = new Pool(load.url, { connections: load.connections, pipelining: 1 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${load.token}` };
  const pairs = load.groupIds.length * load.userIds.length;
  const took = new Float64Array(pairs);
  const begin = performance.now();
  const endAt = begin + load.durationMs;
  let next = 0;
  let succeeded = 0;
  let failed = 0;
  let failure: string | null = null;

  const addNext = async (index: number, startedAt: number) => {
    const groupId = load.groupIds[index % load.groupIds.length];
    const userId = load.userIds[Math.floor(index / load.groupIds.length)];
    const body = JSON.stringify({ query: QUERY, variables: { groupId, userId } });
    const response = await pool.request({ path: '/graphql', method: 'POST', headers, body });
    const text = await response.body.text();
    if (response.statusCode === 200 && text.startsWith('{"data":{"addGroupMember":{')) {
      took[succeeded] = performance.now() - startedAt;
      succeeded += 1;
    } else {
      failed += 1;
      failure ??= `${response.statusCode} ${text}`;
    }
  };
  const loop = async () => {
    for (let now = begin; now < endAt && next < pairs; now = performance.now()) {
      const index = next;
      next += 1;
      await addNext(index, now);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, loop));
  const seconds = (performance.now() - begin) / 1000;
  await pool.close();
  return { succeeded, failed, failure, seconds, took: took.slice(0, succeeded) };
}

const commands = { addMembers };
export type MutationClientCommands = typeof commands;

serveCommands(commands);
