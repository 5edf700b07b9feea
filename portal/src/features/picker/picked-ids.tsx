'use client';

import type { ComponentType, ReactNode } from 'react';
import { type IdPickerProps, type IdPickers, IdPickersContext } from '@/components/schema-form';
import {
  ApplicationPicker,
  ChainPicker,
  ConnectionPicker,
  FlowPicker,
  GroupPicker,
  IntegrationPicker,
  PersonPicker,
  TaskPicker,
} from './pickers';

const PICKERS: IdPickers = {
  user: PersonPicker,
  group: GroupPicker,
  application: ApplicationPicker,
  action_chain: ChainPicker,
  action_flow: FlowPicker,
  integration: IntegrationPicker,
  task: TaskPicker,
  connection: ConnectionPicker,
};

/** In here, forms drawn from a schema ask for people, groups and the like by name. */
export function PickedIds({ children }: { children: ReactNode }) {
  return <IdPickersContext value={PICKERS}>{children}</IdPickersContext>;
}

/** The input that finds such a thing by its name; undefined where there is none. */
export function pickerOf(noun: string | undefined): ComponentType<IdPickerProps> | undefined {
  return noun === undefined ? undefined : PICKERS[noun];
}
