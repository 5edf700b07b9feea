import { Combobox, ScrollArea, Text, Textarea, useCombobox } from '@mantine/core';
import { useRef, useState } from 'react';
import { useEditor } from '../editor/editor-context';
import { fillHole, type OpenHole, openHoleAt } from './hole';
import { type TemplateInputProps, templateProps } from './template-props';

const MOST_SHOWN = 50;

/** The text with its list of variables. */
export function FullTemplateInput({ autoFocus, ...props }: TemplateInputProps & { autoFocus: boolean }) {
  const { value, onChange, minRows = 1 } = props;
  const { variables, problemAt } = useEditor();
  const input = useRef<HTMLTextAreaElement>(null);
  const [hole, setHole] = useState<OpenHole | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const fitting = hole ? matching(variables, hole.typed) : [];

  const look = (text: string, caret: number) => {
    const open = openHoleAt(text, caret);
    setHole(open);
    if (!open) return combobox.closeDropdown();
    combobox.openDropdown();
    combobox.updateSelectedOptionIndex();
  };
  const pick = (variable: string) => {
    const node = input.current;
    if (!node || !hole) return;
    const filled = fillHole(value, hole, node.selectionStart, variable);
    onChange(filled.text);
    combobox.closeDropdown();
    requestAnimationFrame(() => node.setSelectionRange(filled.caret, filled.caret));
  };
  const isOpen = combobox.dropdownOpened && fitting.length > 0;
  return (
    <Combobox store={combobox} onOptionSubmit={pick} withinPortal position="bottom-start">
      <Combobox.Target withKeyboardNavigation={isOpen} targetType="input">
        <Textarea
          ref={input}
          {...templateProps(props, variables, problemAt)}
          autoFocus={autoFocus}
          onChange={(event) => {
            const { value: text, selectionStart } = event.currentTarget;
            onChange(minRows === 1 ? text.replaceAll('\n', '') : text);
            look(text, selectionStart);
          }}
          onClick={(event) => look(value, event.currentTarget.selectionStart)}
          onKeyDown={(event) => {
            if (minRows === 1 && event.key === 'Enter') event.preventDefault();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOpen}>
        <Combobox.Options aria-label="Variables">
          <ScrollArea.Autosize mah={240} type="scroll">
            {fitting.map(({ variable, description: meaning }) => (
              <Combobox.Option key={variable} value={variable}>
                <Text size="sm" ff="monospace">
                  {variable}
                </Text>
                <Text size="xs" c="dimmed">
                  {meaning}
                </Text>
              </Combobox.Option>
            ))}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Found by any part of the name, so that `email` is enough. */
function matching<V extends { variable: string }>(variables: readonly V[], typed: string): V[] {
  const wanted = typed.toLowerCase();
  return variables.filter(({ variable }) => variable.toLowerCase().includes(wanted)).slice(0, MOST_SHOWN);
}
