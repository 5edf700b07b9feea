import { ActionFlowStatus, FlowStepStatus, FlowTrigger } from '@joinery/prisma';
import { registerEnumType } from 'type-graphql';

export { ActionFlowStatus, FlowStepStatus, FlowTrigger };

/** The kinds of `WaitState`, as the API writes them. */
export enum StepWaitKind {
  TIME = 'time',
  LOOK = 'look',
  CALLBACK = 'callback',
  APPROVAL = 'approval',
  TASK = 'task',
  CHAIN = 'chain',
  ASLEEP = 'asleep',
  RETRY = 'retry',
  BUDGET = 'budget',
  UNCERTAIN = 'uncertain',
}

registerEnumType(StepWaitKind, {
  name: 'StepWaitKind',
  description:
    'What a step waits for. BUDGET wants `confirmFlowStep`, APPROVAL a decision, UNCERTAIN a person who looks whether it has happened.',
});

registerEnumType(ActionFlowStatus, {
  name: 'ActionFlowStatus',
  description: 'WAITING is for a time, an answer or a person; COMPENSATED has undone what it had changed.',
});
registerEnumType(FlowStepStatus, {
  name: 'FlowStepStatus',
  description: 'Where a step of a flow stands; `outcome` says what it came to.',
});
registerEnumType(FlowTrigger, {
  name: 'FlowTrigger',
  description: 'What started a flow; CHAIN is a step of another flow.',
});
