'use client';

import { createContext, useContext } from 'react';
import type { EventField, Variable } from './catalogue';

export interface EditorState {
  /** What conditions can test. */
  readonly fields: readonly EventField[];
  /** What the event says whichever of its types it is of. */
  readonly sharedFields: readonly EventField[];
  /** What templates can name. */
  readonly variables: readonly Variable[];
  /** What is wrong at a place, `actions.0.http.url`; of what is still empty, only once somebody tried to save. */
  problemAt(path: string, isEmpty?: boolean): string | undefined;
  /** The same for all places below one, by path. */
  problemsBelow(path: string, isEmpty: (path: string) => boolean): Record<string, string>;
}

export const EditorContext = createContext<EditorState | null>(null);

export function useEditor(): EditorState {
  const state = useContext(EditorContext);
  if (!state) throw new Error('useEditor is for parts of the integration editor');
  return state;
}
