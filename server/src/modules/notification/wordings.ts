import type { EventData } from '../event/index.ts';
import type { ToldEvent } from './topics.ts';

export interface Told {
  /** The id of what it is about: of which one hears once an hour. */
  about: string;
  subject: string;
  lines: readonly string[];
  /** Where the portal shows it. */
  place: { path: string; name: string };
}

type Wordings = { [Type in ToldEvent]: (data: EventData<Type>) => Told };

const ofRun = (id: string) => ({ path: `/runs/${id}`, name: `Runs, ${id}` });
const ofFlow = (id: string) => ({ path: `/flows/${id}`, name: `Flows, ${id}` });
const ofIntegration = (id: string, name: string) => ({ path: `/integrations/${id}`, name: `Integrations, ${name}` });
const ofConnection = (id: string, name: string) => ({ path: `/connections/${id}`, name: `Connections, ${name}` });

const WORDINGS: Wordings = {
  'task.run_failed': ({ task_id, task_name, output, run_id, triggered_by }) => ({
    about: task_id,
    subject: `The task ${task_name} has failed`,
    lines: [output, `Set off by ${triggered_by}.`],
    place: ofRun(run_id),
  }),
  'task.confirmation_needed': ({ task_id, task_name, reason, run_id }) => ({
    about: task_id,
    subject: `The task ${task_name} asks before it removes more`,
    lines: [`It has stopped: ${reason}.`, 'It waits to be confirmed or dropped.'],
    place: ofRun(run_id),
  }),
  'integration.failing': ({ integration_id, integration_name, failing_since, disables_at }) => ({
    about: integration_id,
    subject: `The integration ${integration_name} does nothing but fail`,
    lines: [`It fails since ${failing_since}, and is switched off at ${disables_at} if that goes on.`],
    place: ofIntegration(integration_id, integration_name),
  }),
  'integration.disabled': ({ integration_id, integration_name, disabled_reason }) => ({
    about: integration_id,
    subject: `The integration ${integration_name} was switched off`,
    lines: [`Why: ${disabled_reason}.`, 'Switched on again, it can send what it has missed.'],
    place: ofIntegration(integration_id, integration_name),
  }),
  'connection.failing': ({ connection_id, connection_name, plugin_name, error }) => ({
    about: connection_id,
    subject: `The connection ${connection_name} does not work any more`,
    lines: [`${plugin_name} says: ${error}`, 'Steps of chains that use it fail, until its secrets are set anew.'],
    place: ofConnection(connection_id, connection_name),
  }),
  'connection.recovered': ({ connection_id, connection_name, failing_since }) => ({
    about: connection_id,
    subject: `The connection ${connection_name} works again`,
    lines: [`It had failed since ${failing_since}. Flows that have failed meanwhile can be taken up again.`],
    place: ofConnection(connection_id, connection_name),
  }),
  'action_flow.failed': ({ chain_id, chain_name, error, flow_id }) => ({
    about: chain_id,
    subject: `A flow of ${chain_name} has failed`,
    lines: [error],
    place: ofFlow(flow_id),
  }),
  'action_flow.confirmation_needed': ({ chain_id, chain_name, step_name, reason, flow_id }) => ({
    about: chain_id,
    subject: `A flow of ${chain_name} asks before it removes more`,
    lines: [`The step ${step_name} waits for ${reason}.`],
    place: ofFlow(flow_id),
  }),
  'action_flow.approval_needed': ({ flow_id, chain_name, step_name, reason, decide_until }) => ({
    about: `${flow_id} ${step_name}`,
    subject: `A flow of ${chain_name} waits for an approval`,
    lines: [`The step ${step_name} waits for ${reason}.`, `An answer counts until ${decide_until}.`],
    place: { path: '/approvals', name: 'Approvals' },
  }),
};

export function wordingOf(type: ToldEvent, data: unknown): Told {
  const wording = WORDINGS[type] as (data: unknown) => Told;
  return wording(data);
}
