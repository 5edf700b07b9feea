'use client';

import type { ReactNode } from 'react';
import { type IdPickers, IdPickersContext } from '@/components/schema-form';
import { ApplicationPicker, ChainPicker, ConnectionPicker, GroupPicker, PersonPicker, TaskPicker } from './pickers';

const PICKERS: IdPickers = {
  user: PersonPicker,
  group: GroupPicker,
  application: ApplicationPicker,
  action_chain: ChainPicker,
  task: TaskPicker,
  connection: ConnectionPicker,
};

/** In here, forms drawn from a schema ask for people, groups and the like by name. */
export function PickedIds({ children }: { children: ReactNode }) {
  return <IdPickersContext value={PICKERS}>{children}</IdPickersContext>;
}
