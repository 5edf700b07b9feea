'use client';

import { type ComponentType, createContext, type ReactNode, useContext } from 'react';

export interface IdPickerProps {
  label?: string;
  'aria-label'?: string;
  description?: ReactNode;
  error?: ReactNode;
  withAsterisk?: boolean;
  placeholder?: string;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** Inputs that find a thing by its name and give its id, by what a schema calls it in `x-refers-to`. */
export type IdPickers = Readonly<Record<string, ComponentType<IdPickerProps>>>;

export const IdPickersContext = createContext<IdPickers>({});

/** Undefined where nobody has said how such a thing is found: its id is typed. */
export function useIdPicker(noun: string | undefined): ComponentType<IdPickerProps> | undefined {
  const pickers = useContext(IdPickersContext);
  return noun === undefined ? undefined : pickers[noun];
}
