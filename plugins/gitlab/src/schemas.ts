import { z } from '@joinery/plugin-sdk';

export const Config = z.object({
  url: z.url().default('https://gitlab.com').describe('Where your GitLab is'),
});

const name = z.string().min(1);
/** Escaped as a whole: `group/sub/project` is one part of a path at GitLab. */
export const project = name.describe('Id of the project, or its path: group/project');
export const group = name.describe('Id of the group, or its path: group/subgroup');
export const username = name.describe('User name at GitLab, without the @');
export const iid = z.int().positive().describe('Number of the issue in its project, as in its URL');
export const label = name.describe('Name of the label');

/** What GitLab calls access levels, by the numbers that its API has for them. */
export const LEVELS = { minimal: 5, guest: 10, planner: 15, reporter: 20, developer: 30, maintainer: 40, owner: 50 };
export const LEVEL_NAMES = Object.keys(LEVELS) as [keyof typeof LEVELS, ...(keyof typeof LEVELS)[]];
export const role = z.enum(LEVEL_NAMES);
export const roleInput = role.describe('What the person may do, as GitLab names it');
export const expiresAt = z.iso
  .date()
  .optional()
  .describe('Last day of the membership (2027-01-31); it ends by itself then');

/** Answers of GitLab, as far as they are read. */
export const Account = z.object({ id: z.int(), username: name, state: z.string() });
export const Accounts = z.array(Account);
export const Token = z.object({ scopes: z.array(z.string()) });
export const Member = z.object({
  id: z.int(),
  username: name,
  access_level: z.int(),
  expires_at: z.string().nullish(),
});
export const Members = z.array(Member);
export const Group = z.object({
  id: z.int(),
  name,
  path: name,
  full_path: name,
  visibility: z.enum(['private', 'internal', 'public']),
  parent_id: z.int().nullish(),
  marked_for_deletion_on: z.string().nullish(),
});
export const Groups = z.array(Group);
export const Issue = z.object({
  iid: z.int(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.string(),
  labels: z.array(z.string()),
  assignees: z.array(z.object({ id: z.int(), username: name })),
  web_url: z.string(),
});
export const Issues = z.array(Issue);
export const Note = z.object({ id: z.int(), body: z.string() });
export const Notes = z.array(Note);
export const Made = z.object({ id: z.int() });
