'use client';

import type { AutocompleteProps } from '@mantine/core';
import { InputShape } from './input-shape';
import { useFullInputs } from './use-full-inputs';

/** Mantine's text with suggestions, which is loaded after the page. */
export function Autocomplete(props: AutocompleteProps) {
  const { inputs, asLeft, handlers } = useFullInputs();
  if (inputs) return <inputs.Autocomplete {...asLeft} {...props} />;
  return (
    <InputShape props={props} kind="Autocomplete" text={props.value ?? props.defaultValue ?? ''} handlers={handlers} />
  );
}
