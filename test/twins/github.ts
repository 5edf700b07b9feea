import type { KeyObject } from 'node:crypto';
import { invitationRoutes } from './github-invitations.ts';
import { membershipRoutes, orgRoutes } from './github-org.ts';
import { repositoryRoutes } from './github-repositories.ts';
import { emptyState, type GitHubState, NOT_FOUND } from './github-state.ts';
import { teamMemberRoutes, teamRoutes } from './github-teams.ts';
import { createGitHubTokens } from './github-tokens.ts';
import { startTwin, type Twin } from './twin.ts';

export interface GitHubTwin extends Twin, GitHubState {
  /** From now on every request is over the limit; `secondary` says how long to wait, `primary` when it is renewed. */
  limit(kind: 'primary' | 'secondary', seconds: number, times?: number): void;
}

export interface GitHubOptions {
  org: string;
  /** A personal access token of an owner of the organisation. */
  token?: string;
  /** An app that is installed in the organisation. */
  app?: { id: string; publicKey: KeyObject; installationId: number };
}

const DOCS = 'https://docs.github.com/rest';

/** GitHub's REST API as far as organisations, teams and installation tokens go. */
export async function startGitHub({ org, token, app: installed }: GitHubOptions): Promise<GitHubTwin> {
  const state = emptyState(org);
  const tokens = createGitHubTokens({ token, installed });
  const twin = await startTwin((app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers({ 'x-ratelimit-limit': '5000', 'x-github-api-version-selected': '2022-11-28' });
      if (!reply.hasHeader('x-ratelimit-remaining')) reply.header('x-ratelimit-remaining', '4990');
    });
    app.addHook('preHandler', tokens.check);
    tokens.routes(app);
    app.addHook('preHandler', async (request, reply) => {
      const [, , name = ''] = request.url.split(/[/?]/);
      if (state.gone.has(name)) return reply.code(404).send(NOT_FOUND);
    });
    orgRoutes(app, state);
    invitationRoutes(app, state);
    membershipRoutes(app, state);
    teamRoutes(app, state);
    teamMemberRoutes(app, state);
    repositoryRoutes(app, state);
    app.setNotFoundHandler((_request, reply) => reply.code(404).send(NOT_FOUND));
  });
  return Object.assign(twin, state, {
    limit: (kind: 'primary' | 'secondary', seconds: number, times?: number) =>
      twin.refuse({ ...LIMITS[kind](seconds), times }),
  });
}

const LIMITS = {
  primary: (seconds: number) => ({
    status: 403,
    headers: {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + seconds),
    },
    body: { message: 'API rate limit exceeded for installation ID 1.', documentation_url: DOCS },
  }),
  secondary: (seconds: number) => ({
    status: 403,
    headers: { 'retry-after': String(seconds) },
    body: { message: 'You have exceeded a secondary rate limit.', documentation_url: DOCS },
  }),
};
