import { Pill, PillsInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { ownProps } from './own-props';
import type { ShapeHandlers } from './use-late-input';

/** How an input of several values looks, before it is one. */
export function PillsShape({
  props,
  kind,
  texts,
  rightSection,
  handlers,
}: {
  props: object;
  /** Mantine's name of the input. */
  kind: string;
  texts: readonly string[];
  rightSection?: ReactNode;
  handlers: ShapeHandlers;
}) {
  const { placeholder, 'aria-label': label, ...frame } = ownProps(props) as Record<string, string | undefined>;
  return (
    <PillsInput {...frame} {...handlers} __staticSelector={kind} rightSection={rightSection}>
      <Pill.Group>
        {texts.map((text) => (
          <Pill key={text} withRemoveButton>
            {text}
          </Pill>
        ))}
        <PillsInput.Field
          role="combobox"
          aria-haspopup="listbox"
          aria-expanded={false}
          aria-label={label}
          placeholder={placeholder}
          readOnly
        />
      </Pill.Group>
    </PillsInput>
  );
}
