'use client';

import type { NumberInputProps } from '@mantine/core';
import { InputShape } from './input-shape';
import { useFullInputs } from './use-full-inputs';

/** Mantine's input of a number, which is loaded after the page. */
export function NumberInput(props: NumberInputProps) {
  const { inputs, asLeft, handlers } = useFullInputs();
  if (inputs) return <inputs.NumberInput hideControls autoFocus={asLeft.autoFocus} {...props} />;
  const number = props.value ?? props.defaultValue ?? '';
  const text = number === '' ? '' : `${number}${props.suffix ?? ''}`;
  return <InputShape props={props} kind="NumberInput" text={text} opens={false} handlers={handlers} />;
}
