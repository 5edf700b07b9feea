export { ApplicationPicker } from './application-picker';
export { ChainPicker } from './chain-picker';
export { GroupPicker } from './group-picker';
export { PersonPicker } from './person-picker';
export { ApplicationFilter, GroupFilter, PersonFilter } from './picked-filter';
export { PickedIds } from './picked-ids';
export { TaskPicker } from './task-picker';
