/** Of an input that comes late: what only it takes itself, its dropdown and its value. */
const OF_FULL_INPUT = new Set([
  'acceptValueOnBlur',
  'allowDecimal',
  'allowDeselect',
  'clearButtonProps',
  'clearable',
  'comboboxProps',
  'data',
  'defaultValue',
  'filter',
  'hidePickedOptions',
  'limit',
  'maxDropdownHeight',
  'nothingFoundMessage',
  'onChange',
  'onSearchChange',
  'renderOption',
  'searchValue',
  'searchable',
  'splitChars',
  'suffix',
  'value',
]);

/** The others: what the input itself takes. */
export function ownProps(props: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !OF_FULL_INPUT.has(name)));
}
