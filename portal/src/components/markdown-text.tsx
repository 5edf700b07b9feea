'use client';

import { Title, Typography } from '@mantine/core';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';

const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  // A picture would tell its host who looks at it.
  img: ({ alt }) => <span>{alt}</span>,
  // The page has its own title above.
  h1: ({ children }) => (
    <Title order={2} fz="h3">
      {children}
    </Title>
  ),
  h2: ({ children }) => (
    <Title order={2} fz="h4">
      {children}
    </Title>
  ),
  h3: ({ children }) => (
    <Title order={3} fz="h5">
      {children}
    </Title>
  ),
  table: ({ children }) => (
    <div style={{ overflowX: 'auto', marginBottom: 'var(--mantine-spacing-lg)' }}>
      <table>{children}</table>
    </div>
  ),
};

/** Tables, as GitHub has them. */
const PLUGINS = [remarkGfm];

/** Markdown of somebody else's: HTML in it stays text, addresses are http, https or mailto only. */
export function MarkdownText({ children }: { children: string }) {
  return (
    <Typography p={0} maw={820} style={{ overflowWrap: 'break-word' }}>
      <Markdown components={COMPONENTS} remarkPlugins={PLUGINS}>
        {children}
      </Markdown>
    </Typography>
  );
}
