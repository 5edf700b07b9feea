import { Code } from '@mantine/core';
import type { ReactNode } from 'react';

/** A name or number of the machine's, inside a sentence. */
export function CodeText({ children }: { children: ReactNode }) {
  return <Code style={{ overflowWrap: 'anywhere' }}>{children}</Code>;
}
