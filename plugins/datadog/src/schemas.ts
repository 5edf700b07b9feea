import { z } from '@joinery/plugin-sdk';

export const Config = z.object({
  organization: z.string().min(1).describe('Name of the organisation, as its settings have it'),
  apiUrl: z
    .url()
    .default('https://api.datadoghq.com')
    .describe('Where the API of your site is: https://api.datadoghq.eu, https://api.us5.datadoghq.com'),
});

export const user = z.string().min(1).describe('Email address of the person, or id at Datadog');
export const role = z.string().min(1).describe('Name of the role, or its id');
export const team = z.string().min(1).describe('Handle of the team, or its id');

export const TEAM_ROLES = ['member', 'admin'] as const;
export const STATUSES = ['Active', 'Pending', 'Disabled'] as const;

const reference = z.object({ id: z.string() });

/** Answers of Datadog, as far as they are read. Lists are JSON:API documents. */
const User = z.object({
  id: z.string(),
  attributes: z.object({
    name: z.string().nullable(),
    email: z.string(),
    handle: z.string(),
    disabled: z.boolean(),
    service_account: z.boolean().default(false),
    status: z.enum(STATUSES),
  }),
  relationships: z.object({ roles: z.object({ data: z.array(reference) }) }),
});
export const OneUser = z.object({ data: User });
export const Users = z.object({ data: z.array(User) });

const Role = z.object({
  id: z.string(),
  attributes: z.object({ name: z.string() }),
  relationships: z.object({ permissions: z.object({ data: z.array(reference) }) }),
});
export const OneRole = z.object({ data: Role });
export const Roles = z.object({ data: z.array(Role) });

const Team = z.object({
  id: z.string(),
  attributes: z.object({ name: z.string(), handle: z.string(), description: z.string().nullish() }),
});
export const OneTeam = z.object({ data: Team });
export const Teams = z.object({ data: z.array(Team) });

/** Who is not an admin of the team has no role in it. */
const Membership = z.object({
  attributes: z.object({ role: z.string().nullable() }),
  relationships: z.object({ user: z.object({ data: reference }) }),
});
export const OneMembership = z.object({ data: Membership });
export const Memberships = z.object({
  data: z.array(Membership),
  included: z
    .array(z.object({ id: z.string(), type: z.string(), attributes: z.object({ email: z.string().optional() }) }))
    .default([]),
});

export const Invitations = z.object({
  data: z.array(z.object({ id: z.string(), attributes: z.object({ expires_at: z.string() }) })).min(1),
});
