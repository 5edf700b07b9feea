import { z } from '@joinery/plugin-sdk';

export const Config = z.object({
  url: z.url().describe('Where your Example is, https://example.com for instance'),
});

export const Membership = z.object({
  team: z.string().min(1).describe('Id of the team'),
  username: z.string().min(1).describe('Name that the person signs in with'),
});

/** Answers of the provider. What is not read is not named: it may change without breaking anything. */
export const Account = z.object({ username: z.string(), scopes: z.array(z.string()) });
export const Team = z.object({ id: z.string(), name: z.string() });
export const Member = z.object({ id: z.string(), username: z.string(), email: z.string() });

const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });
export const TeamPage = page(Team);
export const MemberPage = page(Member);
