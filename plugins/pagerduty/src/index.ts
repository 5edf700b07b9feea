import { auth, config, definePlugin, secret } from '@joinery/plugin-sdk';
import { addUserToEscalationPolicy } from './actions/add-user-to-escalation-policy.ts';
import { addUserToGroup } from './actions/add-user-to-group.ts';
import { addUserToRole } from './actions/add-user-to-role.ts';
import { addUserToSchedule } from './actions/add-user-to-schedule.ts';
import { createGroup } from './actions/create-group.ts';
import { createOverride } from './actions/create-override.ts';
import { createSchedule } from './actions/create-schedule.ts';
import { createUser } from './actions/create-user.ts';
import { deleteGroup } from './actions/delete-group.ts';
import { deleteOverride } from './actions/delete-override.ts';
import { deleteSchedule } from './actions/delete-schedule.ts';
import { deleteUser } from './actions/delete-user.ts';
import { getUser } from './actions/get-user.ts';
import { notSupported } from './actions/not-supported.ts';
import { removeUserFromEscalationPolicy } from './actions/remove-user-from-escalation-policy.ts';
import { removeUserFromGroup } from './actions/remove-user-from-group.ts';
import { removeUserFromRole } from './actions/remove-user-from-role.ts';
import { removeUserFromSchedule } from './actions/remove-user-from-schedule.ts';
import { updateUser } from './actions/update-user.ts';
import { check } from './check.ts';
import { team } from './resources/team.ts';
import { Config } from './schemas.ts';

export default definePlugin({
  id: 'pagerduty',
  name: 'PagerDuty',
  version: '1.0.0',
  description: 'Users, teams, schedules and escalation policies of an account at PagerDuty.',
  category: 'on-call',
  config: Config,
  secrets: {
    token: {
      title: 'API key',
      description: 'A REST API key of the account, not read-only: Integrations, API Access Keys.',
    },
  },
  egress: { api: config('apiUrl') },
  auth: { api: auth.headers({ authorization: auth.text('Token token=', secret('token')) }) },
  // The account may be asked 960 times a minute, by everybody together.
  rateLimit: { requestsPerSecond: 12, concurrency: 4 },
  account: ['apiUrl', 'subdomain'],
  check,
  resources: [team],
  actions: [
    createUser,
    deleteUser,
    updateUser,
    getUser,
    addUserToRole,
    removeUserFromRole,
    createGroup,
    deleteGroup,
    addUserToGroup,
    removeUserFromGroup,
    createSchedule,
    deleteSchedule,
    addUserToSchedule,
    removeUserFromSchedule,
    createOverride,
    deleteOverride,
    addUserToEscalationPolicy,
    removeUserFromEscalationPolicy,
    ...notSupported,
  ],
});
