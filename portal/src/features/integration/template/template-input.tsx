'use client';

import { Textarea } from '@mantine/core';
import { useLateInput } from '@/components/inputs/use-late-input';
import { latePart } from '@/lib/late-part';
import { useEditor } from '../editor/editor-context';
import { type TemplateInputProps, templateProps } from './template-props';

const full = latePart(() => import('./full-template-input').then((module) => module.FullTemplateInput));

/** A text with variables: `{{` opens the list of what can stand there, and what cannot is told at once. */
export function TemplateInput(props: TemplateInputProps) {
  const { part: FullTemplateInput, isFocused, handlers } = useLateInput(full);
  const { variables, problemAt } = useEditor();
  if (FullTemplateInput) return <FullTemplateInput autoFocus={isFocused} {...props} />;
  return <Textarea {...templateProps(props, variables, problemAt)} {...handlers} readOnly />;
}
