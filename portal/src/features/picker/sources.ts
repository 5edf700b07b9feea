import { labelOfConnection } from '@/components/label-of-connection';
import { nameOfPerson } from '@/components/name-of-person';
import { subjectName } from '@/components/subject-name';
import { exactTime } from '@/components/time-text';
import type { Option } from './found-select';
import {
  findApplicationsQuery,
  findChainsQuery,
  findConnectionsQuery,
  findFlowsQuery,
  findGroupsQuery,
  findInstallationsQuery,
  findIntegrationsQuery,
  findPeopleQuery,
  findProvidersQuery,
  findTasksQuery,
  pickedApplicationQuery,
  pickedChainQuery,
  pickedConnectionQuery,
  pickedFlowQuery,
  pickedGroupQuery,
  pickedInstallationQuery,
  pickedIntegrationQuery,
  pickedPersonQuery,
  pickedProviderQuery,
  pickedTaskQuery,
} from './picker.documents';
import { source } from './source';

const byName = ({ id, name }: { id: string; name: string }): Option => ({ value: id, label: name });

export const PEOPLE = source({
  find: findPeopleQuery,
  optionsOf: ({ users }) => users.nodes.map(personOption),
  read: pickedPersonQuery,
  optionOf: ({ user }) => personOption(user),
});

export const GROUPS = source({
  find: findGroupsQuery,
  optionsOf: ({ groups }) => groups.nodes.map(byName),
  read: pickedGroupQuery,
  optionOf: ({ group }) => byName(group),
});

export const APPLICATIONS = source({
  find: findApplicationsQuery,
  optionsOf: ({ applications }) => applications.nodes.map(byName),
  read: pickedApplicationQuery,
  optionOf: ({ application }) => byName(application),
});

export const INTEGRATIONS = source({
  find: findIntegrationsQuery,
  optionsOf: ({ integrations }) => integrations.nodes.map(byName),
  read: pickedIntegrationQuery,
  optionOf: ({ integration }) => byName(integration),
});

export const TASKS = source({
  find: findTasksQuery,
  optionsOf: ({ tasks }) => tasks.nodes.map(byName),
  read: pickedTaskQuery,
  optionOf: ({ task }) => byName(task),
});

export const CHAINS = source({
  find: findChainsQuery,
  optionsOf: ({ actionChains }) => actionChains.nodes.map(byName),
  read: pickedChainQuery,
  optionOf: ({ actionChain }) => byName(actionChain),
});

/** A plugin that is installed. */
export const INSTALLATIONS = source({
  find: findInstallationsQuery,
  optionsOf: ({ installations }) => installations.nodes.map(installationOption),
  read: pickedInstallationQuery,
  optionOf: ({ installation }) => installationOption(installation),
});

/** Connections are told apart by their plugins too. */
export const CONNECTIONS = source({
  find: findConnectionsQuery,
  optionsOf: ({ connections }) => connections.nodes.map(connectionOption),
  read: pickedConnectionQuery,
  optionOf: ({ connection }) => connectionOption(connection),
});

/** A directory that people sign in with elsewhere. */
export const PROVIDERS = source({
  find: findProvidersQuery,
  optionsOf: ({ federatedProviders }) => federatedProviders.nodes.map(byName),
  read: pickedProviderQuery,
  optionOf: ({ federatedProvider }) => byName(federatedProvider),
});

export const FLOWS = source({
  find: findFlowsQuery,
  optionsOf: ({ actionFlows }) => actionFlows.nodes.map(flowOption),
  read: pickedFlowQuery,
  optionOf: ({ actionFlow }) => flowOption(actionFlow),
});

function personOption(person: { id: string; email: string; firstName: string; lastName: string }): Option {
  return { value: person.id, label: `${nameOfPerson(person)} · ${person.email}` };
}

function installationOption({ id, plugin }: { id: string; plugin: { name: string } }): Option {
  return { value: id, label: plugin.name };
}

function connectionOption(connection: Parameters<typeof labelOfConnection>[0] & { id: string }): Option {
  return { value: connection.id, label: labelOfConnection(connection) };
}

/** Flows of one chain are told apart by whom they are about, and when they were started. */
function flowOption(flow: { id: string; chainName: string; subject?: unknown; createdAt: string }): Option {
  const parts = [flow.chainName, subjectName(flow.subject), exactTime(new Date(flow.createdAt))];
  return { value: flow.id, label: parts.filter(Boolean).join(' · ') };
}
