import { z } from 'zod';
import { isTimeZone, problemOfCron, tidyCron } from './schedule/cron-expression.ts';

export const MOST_SCRIPT_CHARACTERS = 256 * 1024;

export const name = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
export const description = z.string().trim().max(2000, 'must have at most 2,000 characters');

export const cronExpression = z.string().transform((text, issues): string => {
  const problem = problemOfCron(text);
  if (problem === null) return tidyCron(text);
  issues.addIssue({ code: 'custom', message: problem });
  return z.NEVER;
});

export const timeZone = z
  .string()
  .nullish()
  .transform((zone) => zone ?? 'UTC')
  .refine(isTimeZone, 'is not the name of a time zone, as in Europe/Berlin or UTC');

export const script = z
  .string()
  .min(1, 'must not be empty')
  .max(MOST_SCRIPT_CHARACTERS, `must have at most ${MOST_SCRIPT_CHARACTERS.toLocaleString('en')} characters`);

export const integer = (min: number, max: number) => {
  const range = `must be a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}`;
  return z.number(range).int(range).min(min, range).max(max, range);
};

const HOST = /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

export const allowedHosts = z
  .array(
    z
      .string()
      .trim()
      .toLowerCase()
      .max(253, 'is too long for a host')
      .regex(HOST, 'is not the name of a host, as in api.github.com or *.example.com'),
  )
  .max(100, 'must be at most 100');

export const runnerLabels = z
  .array(z.string().trim().min(1, 'must not be empty').max(63, 'must have at most 63 characters'))
  .max(20, 'must be at most 20');

const percent = integer(0, 100);
const count = integer(0, 1_000_000);

export const removalCap = z
  .object({
    maxPerRun: count.nullish(),
    maxPercentPerRun: percent.nullish(),
    maxPerHour: count.nullish(),
    maxPercentPerHour: percent.nullish(),
  })
  .transform((cap) => Object.fromEntries(Object.entries(cap).filter(([, value]) => value != null)) as RemovalCap);

/** How much a task may remove before a person has to say yes. What is absent is not bounded. */
export interface RemovalCap {
  maxPerRun?: number;
  /** Of the tenant's active users. */
  maxPercentPerRun?: number;
  maxPerHour?: number;
  maxPercentPerHour?: number;
}
