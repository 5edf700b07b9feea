export { Autocomplete } from './autocomplete';
export { MultiSelect } from './multi-select';
export { NumberInput } from './number-input';
export { Select } from './select';
export { TagsInput } from './tags-input';
