import { ActionFlowStatus, FlowStepStatus, FlowTrigger } from '@joinery/prisma';
import { registerEnumType } from 'type-graphql';

export { ActionFlowStatus, FlowStepStatus, FlowTrigger };

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
