export {
  ApplicationFilter,
  ChainFilter,
  GroupFilter,
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
  PersonPicker,
  TaskPicker,
} from './pickers';
