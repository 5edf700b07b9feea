import type { TextareaProps } from '@mantine/core';
import type { useEditor } from '../editor/editor-context';
import { templateProblem } from './template-problem';

export interface TemplateInputProps {
  label: string;
  description?: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  /** Where it stands, for what the API says of it. */
  path: string;
  minRows?: number;
  isRequired?: boolean;
}

type Editor = ReturnType<typeof useEditor>;

/** How the text looks, with and without its list of variables. */
export function templateProps(
  { label, description, placeholder, value, path, minRows = 1, isRequired = false }: TemplateInputProps,
  variables: Editor['variables'],
  problemAt: Editor['problemAt'],
): TextareaProps {
  return {
    label,
    description,
    placeholder,
    required: isRequired,
    autosize: true,
    minRows,
    maxRows: 20,
    spellCheck: false,
    styles: { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } },
    value,
    error: problemAt(path, value === '') ?? templateProblem(value, variables),
  };
}
