'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

const SETTLED_MS = 200;

/** What is typed into a picker, and what of it to search for: nothing while it is only the name of what was picked. */
export function useTyped(pickedLabel: string | undefined) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), SETTLED_MS);
  return { text, setText, wanted: settled === pickedLabel ? '' : settled };
}
