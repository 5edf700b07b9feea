'use client';

import { unifiedMergeView } from '@codemirror/merge';
import type { Extension } from '@codemirror/state';
import { useMemo } from 'react';
import { CodeEditor } from './code-editor';

/** What changed from one text to another, unchanged parts folded. Load it lazily: it is large. */
export function CodeDiff({
  label,
  before,
  after,
  language,
}: {
  label: string;
  before: string;
  after: string;
  language: Extension;
}) {
  const extensions = useMemo(
    () => [
      language,
      unifiedMergeView({
        original: before,
        mergeControls: false,
        highlightChanges: true,
        gutter: true,
        collapseUnchanged: { margin: 3, minSize: 6 },
      }),
    ],
    [before, language],
  );
  return <CodeEditor label={label} value={after} extensions={extensions} minHeight="6rem" />;
}
