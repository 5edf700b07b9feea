/** Counts people and groups, every hour: something to see among the runs. */
export const DEMO_REPORT_TASK = {
  name: 'Hourly directory report',
  description: 'Counts the people of each group, and names those who have nobody in them.',
  scheduleType: 'CRON',
  cronExpression: '0 * * * *',
  timeZone: 'Europe/Berlin',
  overlapPolicy: 'SKIP',
  script: `import { idp } from "joinery";

export default async function run(): Promise<string> {
  let people = 0;
  let active = 0;
  for await (const user of idp.users()) {
    people += 1;
    if (user.isActive) active += 1;
  }
  const empty: string[] = [];
  let groups = 0;
  for await (const group of idp.groups()) {
    groups += 1;
    const members = await idp.getGroupMembers(group.id);
    console.log(group.name + ": " + members.length);
    if (members.length === 0) empty.push(group.name);
  }
  if (empty.length > 0) console.warn("nobody is in " + empty.join(", "));
  return people + " people, " + active + " of them active, in " + groups + " groups";
}
`,
} as const;

/** Takes whoever was deactivated out of their groups. The integration below sets it off. */
export const DEMO_OFFBOARDING_TASK = {
  name: 'Offboarding',
  description: 'Takes whoever was deactivated out of every group; over ten removals a run, a person has to confirm.',
  scheduleType: 'ONCE',
  overlapPolicy: 'QUEUE',
  removalCap: { maxPerRun: 10 },
  script: `import { config, idp } from "joinery";

export default async function run(): Promise<string> {
  const email = config.get("trigger_user_email");
  const user = email === "" ? null : await idp.getUserByEmail(email);
  if (user === null) return "nobody to offboard";
  const groups = await idp.getUserGroups(user.id);
  for (const group of groups) await idp.removeUserFromGroup(user.id, group.id);
  return user.email + " was taken out of " + groups.length + " groups";
}
`,
} as const;

export const DEMO_OFFBOARDING = {
  name: 'Offboarding',
  description: 'Sets the task of the same name off when somebody is deactivated.',
  eventTypes: ['user.deactivated'],
} as const;
