import { ChainPurpose } from '@joinery/prisma';
import { registerEnumType } from 'type-graphql';

export { ChainPurpose };

export enum OnFailureEnum {
  STOP = 'STOP',
  CONTINUE = 'CONTINUE',
  COMPENSATE = 'COMPENSATE',
}

export enum StepConditionOperator {
  EQ = 'EQ',
  NEQ = 'NEQ',
  IN = 'IN',
  NOT_IN = 'NOT_IN',
  EXISTS = 'EXISTS',
  NOT_EXISTS = 'NOT_EXISTS',
}

registerEnumType(ChainPurpose, { name: 'ChainPurpose', description: 'Whether a chain gives or takes away.' });
registerEnumType(OnFailureEnum, {
  name: 'OnFailure',
  description:
    'What follows when a step has failed for good: STOP ends the flow, CONTINUE goes on, COMPENSATE undoes what was done, in reverse order.',
});
registerEnumType(StepConditionOperator, {
  name: 'StepConditionOperator',
  description: 'How the two values are compared.',
});
