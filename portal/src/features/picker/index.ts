export { ApplicationPicker } from './application-picker';
export { GroupPicker } from './group-picker';
export { PersonPicker } from './person-picker';
export { ApplicationFilter, GroupFilter, PersonFilter } from './picked-filter';
