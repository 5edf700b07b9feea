export {
  ApplicationFilter,
  ChainFilter,
  GroupFilter,
  IntegrationFilter,
  PersonFilter,
  TaskFilter,
} from './picked-filter';
export {
  ApplicationPicker,
  ChainPicker,
  ConnectionPicker,
  GroupPicker,
  PersonPicker,
  TaskPicker,
} from './pickers';
