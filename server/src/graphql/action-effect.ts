import { registerEnumType } from 'type-graphql';

export enum ActionEffect {
  READ = 'read',
  WRITE = 'write',
  DESTRUCTIVE = 'destructive',
}
registerEnumType(ActionEffect, {
  name: 'ActionEffect',
  description: 'What an action, or a step that performs it, does to its provider or the directory.',
  valuesConfig: {
    READ: { description: 'It changes nothing.' },
    WRITE: { description: 'It makes or changes.' },
    DESTRUCTIVE: { description: 'It takes away; to run it by hand needs the scope `ACTION_DESTROY`.' },
  },
});
