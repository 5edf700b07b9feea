import { z } from '@joinery/plugin-sdk';

export const Config = z.object({
  org: z.string().min(1).describe('Name of the organisation, as in github.com/<name>'),
  apiUrl: z
    .url()
    .default('https://api.github.com')
    .describe('Where the API is; https://<host>/api/v3 for GitHub Enterprise Server'),
  appId: z.string().optional().describe('App id, when a GitHub App is used and not a token'),
  installationId: z
    .string()
    .optional()
    .describe("Number of the App's installation in the organisation; it stands at the end of the installation's URL"),
});

const login = z.string().min(1);
export const username = login.describe('User name at GitHub');
export const team = z.string().min(1).describe("The team's slug, as in its URL: backend-developers");
export const repository = z.string().min(1).describe('Name of the repository, without its owner');

export const TEAM_ROLES = ['member', 'maintainer'] as const;
export const ORG_ROLES = ['member', 'admin'] as const;

/** An invitation's course, as a person has it: nothing, pending until it is accepted or expires. */
export const state = z.enum(['none', 'pending', 'expired', 'accepted']);
export const membershipState = z.enum(['pending', 'active']);

/** Answers of GitHub, as far as they are read. */
export const Account = z.object({ login });
export const Organization = z.object({ login });
export const Installation = z.object({ app_slug: z.string(), permissions: z.record(z.string(), z.string()) });
export const OrgMembership = z.object({ state: membershipState, role: z.string() });
export const TeamMembership = z.object({ state: membershipState, role: z.enum(TEAM_ROLES) });
export const Invitation = z.object({
  id: z.int(),
  login: login.nullable(),
  email: z.string().nullable(),
  role: z.string(),
  failed_at: z.string().nullish(),
});
export const Invitations = z.array(Invitation);
export const Accounts = z.array(z.object({ id: z.int(), login }));
export const Team = z.object({
  id: z.int(),
  slug: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  privacy: z.enum(['closed', 'secret']).optional(),
  parent: z.object({ slug: z.string() }).nullish(),
});
export const Teams = z.array(Team);
export const TeamMembers = z.array(
  z.object({ id: z.int(), login, role: z.enum(TEAM_ROLES).optional(), inherited: z.boolean().optional() }),
);
export const Repository = z.object({ id: z.int(), name: z.string(), owner: z.object({ login }) });
export const Collaborators = z.array(z.object({ login, role_name: z.string() }));
export const RepositoryInvitations = z.array(
  z.object({ id: z.int(), invitee: z.object({ login }).nullable(), permissions: z.string() }),
);
export const Seat = z.object({ pending_cancellation_date: z.string().nullish() });
