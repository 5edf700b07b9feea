import type { z } from '@joinery/plugin-sdk';
import type { ArgoCd } from './config-map.ts';
import { rolesOf } from './projects.ts';
import type { Project } from './schemas.ts';

export const ROLE_TOKENS = '/api/v1/projects/{project}/roles/{role}/token';

/** Argo CD moved them from the role into the project's status, and keeps them in either place. */
export function tokensOf(project: z.output<typeof Project>, role: string) {
  const inRole = rolesOf(project).find(({ name }) => name === role)?.jwtTokens ?? [];
  return [...inRole, ...(project.status?.jwtTokensByRole?.[role]?.items ?? [])];
}

/** Argo CD finds a token by when it was issued, and by its id. */
export function revokeRoleToken(
  { http }: ArgoCd,
  { project, role, iat, token }: { project: string; role: string; iat: number; token: string },
) {
  return http.delete(`${ROLE_TOKENS}/{iat}`, { params: { project, role, iat }, query: { id: token } });
}
