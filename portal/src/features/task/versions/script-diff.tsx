'use client';

import { javascript } from '@codemirror/lang-javascript';
import { CodeDiff } from '@/components/code-editor';

const TYPESCRIPT = javascript({ typescript: true });

/** Two versions of a script, what went and what came. */
export function ScriptDiff(props: { label: string; before: string; after: string }) {
  return <CodeDiff {...props} language={TYPESCRIPT} />;
}
