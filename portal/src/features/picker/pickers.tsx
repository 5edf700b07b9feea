'use client';

import type { Option, PickerProps } from './found-select';
import { Picker } from './picker';
import {
  APPLICATIONS,
  CHAINS,
  CONNECTIONS,
  FLOWS,
  GROUPS,
  INSTALLATIONS,
  INTEGRATIONS,
  PEOPLE,
  PROVIDERS,
  TASKS,
} from './sources';

export function PersonPicker(props: PickerProps) {
  return <Picker source={PEOPLE} {...props} />;
}

export function GroupPicker(props: PickerProps) {
  return <Picker source={GROUPS} {...props} />;
}

export function ApplicationPicker(props: PickerProps) {
  return <Picker source={APPLICATIONS} {...props} />;
}

export function TaskPicker(props: PickerProps) {
  return <Picker source={TASKS} {...props} />;
}

export function ChainPicker(props: PickerProps) {
  return <Picker source={CHAINS} {...props} />;
}

/** Picks an installed plugin, by its installation. */
export function InstallationPicker(props: PickerProps) {
  return <Picker source={INSTALLATIONS} {...props} />;
}

export function FlowPicker(props: PickerProps) {
  return <Picker source={FLOWS} {...props} />;
}

export function ProviderPicker(props: PickerProps) {
  return <Picker source={PROVIDERS} {...props} />;
}

export function IntegrationPicker(props: PickerProps) {
  return <Picker source={INTEGRATIONS} {...props} />;
}

/** `first` is what can be picked beside connections. */
export function ConnectionPicker(props: PickerProps & { first?: readonly Option[] }) {
  return <Picker source={CONNECTIONS} {...props} />;
}
