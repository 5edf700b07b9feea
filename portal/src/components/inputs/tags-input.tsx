'use client';

import type { TagsInputProps } from '@mantine/core';
import { PillsShape } from './pills-shape';
import { useFullInputs } from './use-full-inputs';

/** Mantine's input of several texts, which is loaded after the page. */
export function TagsInput(props: TagsInputProps) {
  const { inputs, asLeft, handlers } = useFullInputs();
  if (inputs) return <inputs.TagsInput {...asLeft} {...props} />;
  const texts = props.value ?? props.defaultValue ?? [];
  return <PillsShape props={props} kind="TagsInput" texts={texts} handlers={handlers} />;
}
