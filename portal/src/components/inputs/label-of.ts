import type { ComboboxData } from '@mantine/core';

/** What an option is called; nothing where it is none. */
export function labelOf(data: ComboboxData | undefined, value: string | null): string {
  const options = (data ?? []).flatMap((one) => (typeof one === 'object' && 'group' in one ? one.items : [one]));
  for (const option of options) {
    if (typeof option !== 'object' && option === value) return option;
    if (typeof option === 'object' && option.value === value) return 'label' in option ? option.label : option.value;
  }
  return '';
}
