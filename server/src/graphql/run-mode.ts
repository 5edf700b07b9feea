import { RunMode } from '@joinery/prisma';
import { registerEnumType } from 'type-graphql';

export { RunMode };

registerEnumType(RunMode, {
  name: 'RunMode',
  description: 'In PLAN, reads are real and every change is only written down.',
});
