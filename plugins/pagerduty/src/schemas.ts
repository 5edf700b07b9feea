import { z } from '@joinery/plugin-sdk';

export const Config = z.object({
  subdomain: z.string().min(1).describe('Name of the account, as in <name>.pagerduty.com'),
  from: z.email().describe('Email address of the user of the account in whose name users are made'),
  apiUrl: z
    .url()
    .default('https://api.pagerduty.com')
    .describe('Where the API is; https://api.eu.pagerduty.com in the EU service region'),
});

export const ROLES = [
  'admin',
  'limited_user',
  'observer',
  'owner',
  'read_only_limited_user',
  'read_only_user',
  'restricted_access',
  'user',
] as const;
export const TEAM_ROLES = ['observer', 'responder', 'manager'] as const;

export const user = z.string().min(1).describe('Email address of the user, or id at PagerDuty');
export const role = z.enum(ROLES).describe('Role in the whole account; which ones there are depends on the plan');
export const team = z.string().min(1).describe('Name of the team, or its id');
export const schedule = z.string().min(1).describe('Name of the schedule, or its id');
export const policy = z.string().min(1).describe('Name of the escalation policy, or its id');

const reference = z.looseObject({ id: z.string(), type: z.string() });

/** Answers of PagerDuty. What is sent back whole is loose: what is not known here is kept. */
const User = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  job_title: z.string().nullish(),
});
export const OneUser = z.object({ user: User });
export const Users = z.object({ users: z.array(User) });

const Team = z.object({ id: z.string(), name: z.string(), description: z.string().nullish() });
export const OneTeam = z.object({ team: Team });
export const Teams = z.object({ teams: z.array(Team) });
export const Members = z.object({ members: z.array(z.object({ user: reference, role: z.enum(TEAM_ROLES) })) });

export const Layer = z.looseObject({ name: z.string(), users: z.array(z.object({ user: reference })) });
const Schedule = z.looseObject({ id: z.string(), name: z.string() });
export const OneSchedule = z.object({ schedule: Schedule.extend({ schedule_layers: z.array(Layer) }) });
export const Schedules = z.object({
  schedules: z.array(Schedule.extend({ users: z.array(z.object({ id: z.string() })).default([]) })),
});

const Override = z.object({ id: z.string(), start: z.string(), end: z.string(), user: reference });
export const Overrides = z.object({ overrides: z.array(Override) });
/** Each override that was asked for is made or refused by itself. */
export const MadeOverrides = z
  .array(z.object({ status: z.int(), override: Override.partial().optional(), errors: z.array(z.string()).optional() }))
  .min(1);

export const Rule = z.looseObject({ escalation_delay_in_minutes: z.int(), targets: z.array(reference) });
const Policy = z.looseObject({ id: z.string(), name: z.string(), escalation_rules: z.array(Rule) });
export const OnePolicy = z.object({ escalation_policy: Policy });
export const Policies = z.object({ escalation_policies: z.array(Policy) });
