import { policyRoutes } from './pagerduty-policies.ts';
import { scheduleRoutes } from './pagerduty-schedules.ts';
import { newId, type PagerDutyState, type PagerDutyUser, TOO_MANY, unauthorized } from './pagerduty-state.ts';
import { teamRoutes } from './pagerduty-teams.ts';
import { userRoutes } from './pagerduty-users.ts';
import { startTwin, type Twin } from './twin.ts';

export interface PagerDutyTwin extends Twin, PagerDutyState {
  add(email: string, name?: string): PagerDutyUser;
  /** Refuses the next requests for being too many. */
  limit(seconds: number, times?: number): void;
}

/** PagerDuty's users, teams, schedules and escalation policies, REST API v2. */
export async function startPagerDuty({ token }: { token: string }): Promise<PagerDutyTwin> {
  const state: PagerDutyState = { users: new Map(), teams: new Map(), schedules: new Map(), policies: new Map() };
  const twin = await startTwin((app) => {
    app.addHook('preHandler', async ({ headers }, reply) =>
      headers.authorization === `Token token=${token}` ? undefined : unauthorized(reply),
    );
    userRoutes(app, state);
    teamRoutes(app, state);
    scheduleRoutes(app, state);
    policyRoutes(app, state);
  });
  return Object.assign(twin, state, {
    add: (email: string, name = email.replace(/@.*/, '')) => {
      const user: PagerDutyUser = { id: newId(), name, email, role: 'user', openIncidents: 0 };
      state.users.set(user.id, user);
      return user;
    },
    limit: (seconds: number, times?: number) =>
      twin.refuse({
        status: 429,
        headers: { 'ratelimit-limit': '960', 'ratelimit-remaining': '0', 'ratelimit-reset': String(seconds) },
        body: TOO_MANY,
        times,
      }),
  });
}
