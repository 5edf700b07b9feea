import type { EventData } from '../event/index.ts';
import type { ToldEvent } from './topics.ts';

const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 4000;
const WHY =
  'You get this because the settings of your organisation in Joinery name you. Of the same thing you hear once an hour at most.';

interface Told {
  /** The id of what it is about: of which one hears once an hour. */
  about: string;
  subject: string;
  lines: readonly string[];
}

type Wording = { [Type in ToldEvent]: (data: EventData<Type>) => Told };

const WORDINGS: Wording = {
  'task.run_failed': ({ task_id, task_name, output, run_id, triggered_by }) => ({
    about: task_id,
    subject: `The task ${task_name} has failed`,
    lines: [output, `Set off by ${triggered_by}. In the portal: Runs, ${run_id}.`],
  }),
  'task.confirmation_needed': ({ task_id, task_name, reason, run_id }) => ({
    about: task_id,
    subject: `The task ${task_name} asks before it removes more`,
    lines: [`It has stopped: ${reason}.`, `Confirm or drop it in the portal: Approvals, or Runs, ${run_id}.`],
  }),
  'integration.failing': ({ integration_id, integration_name, failing_since, disables_at }) => ({
    about: integration_id,
    subject: `The integration ${integration_name} does nothing but fail`,
    lines: [`It fails since ${failing_since}, and is switched off at ${disables_at} if that goes on.`],
  }),
  'integration.disabled': ({ integration_id, integration_name, disabled_reason }) => ({
    about: integration_id,
    subject: `The integration ${integration_name} was switched off`,
    lines: [`Why: ${disabled_reason}.`, 'Switched on again in the portal, it can send what it has missed.'],
  }),
  'action_flow.failed': ({ chain_id, chain_name, error, flow_id }) => ({
    about: chain_id,
    subject: `A flow of ${chain_name} has failed`,
    lines: [error, `In the portal: Flows, ${flow_id}.`],
  }),
  'action_flow.confirmation_needed': ({ chain_id, chain_name, step_name, reason, flow_id }) => ({
    about: chain_id,
    subject: `A flow of ${chain_name} asks before it removes more`,
    lines: [`The step ${step_name} waits for ${reason}.`, `In the portal: Flows, ${flow_id}.`],
  }),
  'action_flow.approval_needed': ({ flow_id, chain_name, step_name, reason, decide_until }) => ({
    about: `${flow_id} ${step_name}`,
    subject: `A flow of ${chain_name} waits for an approval`,
    lines: [`The step ${step_name} waits for ${reason}.`, `An answer counts until ${decide_until}.`],
  }),
};

export interface Letter {
  about: string;
  subject: string;
  text: string;
}

/** What a person reads of an event. */
export function letterOf(type: ToldEvent, data: unknown, firedAt: Date): Letter {
  const wording = WORDINGS[type] as (data: unknown) => Told;
  const { about, subject, lines } = wording(data);
  const text = [...lines, `At ${firedAt.toISOString()}.`].map((line) => line.slice(0, LONGEST_TEXT));
  return { about, subject: oneLine(subject), text: [...text, WHY].join('\n\n') };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, LONGEST_SUBJECT);
}
