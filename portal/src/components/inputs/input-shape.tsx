import { Input, InputBase } from '@mantine/core';
import type { ReactNode } from 'react';
import { ownProps } from './own-props';
import type { ShapeHandlers } from './use-late-input';

const OPENS = { role: 'combobox', 'aria-haspopup': 'listbox', 'aria-expanded': false } as const;

/** How an input that comes late looks before it is there. */
export function InputShape({
  props,
  kind,
  text,
  opens = true,
  isPointer = false,
  rightSection,
  onClear,
  handlers,
}: {
  props: object;
  /** Mantine's name of the input. */
  kind: string;
  text: string;
  /** Whether it has a dropdown. */
  opens?: boolean;
  isPointer?: boolean;
  rightSection?: ReactNode;
  /** Where what is chosen can be taken back. */
  onClear?: (() => void) | undefined;
  handlers: ShapeHandlers;
}) {
  return (
    <InputBase
      {...ownProps(props)}
      {...handlers}
      __staticSelector={kind}
      {...(opens ? OPENS : {})}
      readOnly
      pointer={isPointer}
      value={text}
      rightSection={rightSection}
      rightSectionPointerEvents="none"
      __clearable={onClear !== undefined}
      __clearSection={<Input.ClearButton tabIndex={-1} aria-hidden onClick={onClear} />}
    />
  );
}
