export {
  ApplicationFilter,
  ChainFilter,
  GroupFilter,
  InstallationFilter,
  IntegrationFilter,
  PersonFilter,
  TaskFilter,
} from './picked-filter';
export { PickedIds, pickerOf } from './picked-ids';
export {
  ApplicationPicker,
  ChainPicker,
  ConnectionPicker,
  GroupPicker,
  InstallationPicker,
  PersonPicker,
  ProviderPicker,
  TaskPicker,
} from './pickers';
