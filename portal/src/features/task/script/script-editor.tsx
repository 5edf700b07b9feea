'use client';

import { javascript, typescriptLanguage } from '@codemirror/lang-javascript';
import type { EditorView } from '@codemirror/view';
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { CodeEditor } from '@/components/code-editor';
import { apiQuery } from '@/lib/api';
import { type CheckResult, checkAsTyped, positionOf } from './check-extension';
import { completeFrom } from './completion';
import { explainFrom } from './hover';
import { ProblemList } from './problem-list';
import { scriptTypesQuery } from './script.documents';
import { readWorld } from './script-world';

export interface ScriptEditorProps {
  value: string;
  /** Left out: the script is read, not written. */
  onChange?: ((value: string) => void) | undefined;
  onSave?: (() => void) | undefined;
}

/** A script with its types: what is wrong with it is shown at its place while it is written. */
export function ScriptEditor({ value, onChange, onSave }: ScriptEditorProps) {
  const view = useRef<EditorView | null>(null);
  const [result, setResult] = useState<CheckResult | 'checking'>('checking');
  const { data } = useQuery({ ...apiQuery(scriptTypesQuery, {}), staleTime: Number.POSITIVE_INFINITY });
  const isReadOnly = onChange === undefined;
  const extensions = useMemo(() => {
    const world = data && readWorld(data.scriptTypes);
    return [
      javascript({ typescript: true }),
      ...(isReadOnly ? [] : [checkAsTyped(setResult)]),
      ...(world ? [typescriptLanguage.data.of({ autocomplete: completeFrom(world) }), explainFrom(world)] : []),
    ];
  }, [data, isReadOnly]);
  return (
    <Stack gap="xs">
      <CodeEditor
        label="Script"
        value={value}
        onChange={
          onChange &&
          ((text) => {
            setResult('checking');
            onChange(text);
          })
        }
        onSave={onSave}
        extensions={extensions}
        viewRef={view}
      />
      {!isReadOnly && (
        <ProblemList
          result={result}
          onOpen={(place) => {
            const editor = view.current;
            if (!editor) return;
            editor.dispatch({ selection: { anchor: positionOf(editor.state.doc, place) }, scrollIntoView: true });
            editor.focus();
          }}
        />
      )}
    </Stack>
  );
}
