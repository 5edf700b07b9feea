import { registerEnumType } from 'type-graphql';

export enum RunMode {
  APPLY = 'APPLY',
  PLAN = 'PLAN',
}
registerEnumType(RunMode, {
  name: 'RunMode',
  description: 'Whether a run performs what it decides.',
  valuesConfig: {
    APPLY: { description: 'It performs its effects.' },
    PLAN: { description: 'It records its effects and performs none.' },
  },
});
