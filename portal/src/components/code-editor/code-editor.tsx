'use client';

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Transaction } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { codeTheme } from './code-theme';

export interface CodeEditorProps {
  /** What it is to a screen reader. */
  label: string;
  value: string;
  /** Left out: the code is read, not written. */
  onChange?: ((value: string) => void) | undefined;
  /** ⌘S or Ctrl+S. */
  onSave?: (() => void) | undefined;
  /** Language, completion, checks. Read once: another array makes another editor. */
  extensions: Extension;
  minHeight?: string;
  maxHeight?: string;
  /** The editor itself, to jump to a line. */
  viewRef?: RefObject<EditorView | null>;
}

const BASICS: Extension = [
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion(),
  highlightSelectionMatches(),
  EditorView.lineWrapping,
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...completionKeymap,
    ...lintKeymap,
    indentWithTab,
  ]),
  codeTheme,
];

/** An editor for code. Tab indents; Escape, then Tab leaves it. Load it lazily: it is large. */
export function CodeEditor({
  label,
  value,
  onChange,
  onSave,
  extensions,
  minHeight = '18rem',
  maxHeight = '36rem',
  viewRef,
}: CodeEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const own = useRef<EditorView | null>(null);
  const isReadOnly = onChange === undefined;
  const tell = useEffectEvent((text: string) => onChange?.(text));
  const save = useEffectEvent(() => onSave?.());
  const begin = useEffectEvent(() => value);

  useEffect(() => {
    const view = new EditorView({
      parent: frame.current as HTMLDivElement,
      state: EditorState.create({
        doc: begin(),
        extensions: [
          BASICS,
          extensions,
          EditorState.readOnly.of(isReadOnly),
          EditorView.contentAttributes.of({
            tabindex: '0',
            'aria-label': label,
            ...(isReadOnly ? { 'aria-readonly': 'true' } : {}),
          }),
          EditorView.theme({
            '.cm-content, .cm-gutter': { minHeight },
            '.cm-scroller': { maxHeight, overflow: 'auto' },
          }),
          keymap.of([{ key: 'Mod-s', preventDefault: true, run: () => handled(save) }]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) tell(update.state.doc.toString());
          }),
        ],
      }),
    });
    own.current = view;
    if (viewRef) viewRef.current = view;
    return () => {
      view.destroy();
      own.current = null;
      if (viewRef) viewRef.current = null;
    };
  }, [extensions, isReadOnly, label, minHeight, maxHeight, viewRef]);

  // From outside: a template was chosen, a version restored. What was typed here is there already.
  useEffect(() => {
    const view = own.current;
    const shown = view?.state.doc.toString();
    if (!view || shown === value) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: value },
      annotations: Transaction.addToHistory.of(true),
    });
  }, [value]);

  return <div ref={frame} />;
}

function handled(act: () => void): true {
  act();
  return true;
}
