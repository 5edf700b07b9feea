'use client';

import type { MultiSelectProps } from '@mantine/core';
import { Chevron } from './chevron';
import { labelOf } from './label-of';
import { PillsShape } from './pills-shape';
import { useFullInputs } from './use-full-inputs';

/** Mantine's select of several, which is loaded after the page. */
export function MultiSelect(props: MultiSelectProps) {
  const { inputs, asLeft, handlers } = useFullInputs();
  if (inputs) return <inputs.MultiSelect rightSection={<Chevron />} {...asLeft} {...props} />;
  const texts = (props.value ?? props.defaultValue ?? []).map((value) => labelOf(props.data, value) || value);
  return <PillsShape props={props} kind="MultiSelect" texts={texts} rightSection={<Chevron />} handlers={handlers} />;
}
