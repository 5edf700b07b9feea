export { Autocomplete, MultiSelect, NumberInput, Select, TagsInput } from '@mantine/core';
