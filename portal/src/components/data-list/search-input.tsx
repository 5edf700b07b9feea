'use client';

import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

const SETTLED_MS = 250;

/** The search of a list. */
export function SearchInput({
  value,
  placeholder,
  onSearch,
  isMain = true,
}: {
  value: string;
  placeholder: string;
  onSearch: (text: string) => void;
  /** The one that `/` jumps to, of several on a page. */
  isMain?: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const search = useDebouncedCallback(onSearch, SETTLED_MS);
  useHotkeys(isMain ? [['/', () => input.current?.focus()]] : []);
  // The URL may change by itself: somebody goes back, or clears the filters.
  useEffect(() => setText(value), [value]);
  const change = (next: string) => {
    setText(next);
    search(next.trim());
  };
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} />}
      rightSection={text ? <CloseButton size="sm" aria-label="Clear the search" onClick={() => change('')} /> : null}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      style={{ flex: '1 1 12rem', maxWidth: 420 }}
    />
  );
}
