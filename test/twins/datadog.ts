import { randomUUID } from 'node:crypto';
import { roleRoutes } from './datadog-roles.ts';
import type { DatadogState, DatadogUser } from './datadog-state.ts';
import { refuse } from './datadog-state.ts';
import { membershipRoutes, teamRoutes } from './datadog-teams.ts';
import { userRoutes } from './datadog-users.ts';
import { startTwin, type Twin } from './twin.ts';

export interface DatadogTwin extends Twin, DatadogState {
  add(email: string, name?: string): DatadogUser;
  /** Refuses the next requests for being too many. */
  limit(seconds: number, times?: number): void;
}

export interface DatadogOptions {
  apiKey: string;
  appKey: string;
}

/** Datadog's users, roles and teams, API v2: users can be disabled, never deleted. */
export async function startDatadog({ apiKey, appKey }: DatadogOptions): Promise<DatadogTwin> {
  const state: DatadogState = { users: new Map(), roles: new Map(), teams: new Map() };
  const twin = await startTwin((app) => {
    app.addHook('preHandler', async ({ headers }, reply) => {
      const isKnown = headers['dd-api-key'] === apiKey && headers['dd-application-key'] === appKey;
      return isKnown ? undefined : refuse(reply, 403, 'Forbidden');
    });
    userRoutes(app, state);
    roleRoutes(app, state);
    teamRoutes(app, state);
    membershipRoutes(app, state);
  });
  return Object.assign(twin, state, {
    add: (email: string, name: string | null = null) => {
      const user: DatadogUser = {
        id: randomUUID(),
        email,
        name,
        isDisabled: false,
        status: 'Active',
        roles: new Set(),
      };
      state.users.set(user.id, user);
      return user;
    },
    limit: (seconds: number, times?: number) =>
      twin.refuse({
        status: 429,
        headers: { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(seconds) },
        body: { errors: ['Rate limit of 100 requests in 10 seconds reached. Please try again later.'] },
        times,
      }),
  });
}
