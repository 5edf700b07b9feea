import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Every colour names both themes, so that the editor follows the page without being made anew. */
const LOOKS = EditorView.theme({
  '&': {
    fontSize: 'var(--mantine-font-size-sm)',
    color: 'var(--mantine-color-text)',
    backgroundColor: 'light-dark(var(--mantine-color-white), var(--mantine-color-dark-8))',
    border: '1px solid var(--mantine-color-default-border)',
    borderRadius: 'var(--mantine-radius-sm)',
  },
  '&.cm-focused': { outline: '2px solid var(--mantine-primary-color-filled)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': {
    color: 'light-dark(var(--mantine-color-gray-7), var(--mantine-color-dark-1))',
    backgroundColor: 'light-dark(var(--mantine-color-gray-0), var(--mantine-color-dark-7))',
    borderRight: '1px solid var(--mantine-color-default-border)',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'light-dark(rgb(34 139 230 / 6%), rgb(255 255 255 / 4%))',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection': {
    backgroundColor: 'light-dark(#cfe3f7, #264f78) !important',
  },
  '.cm-panels, .cm-tooltip': {
    color: 'var(--mantine-color-text)',
    backgroundColor: 'var(--mantine-color-body)',
    border: '1px solid var(--mantine-color-default-border)',
  },
  '.cm-tooltip': { borderRadius: 'var(--mantine-radius-sm)', boxShadow: 'var(--mantine-shadow-md)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--mantine-color-white)',
    backgroundColor: 'var(--mantine-color-blue-8)',
  },
  '.cm-completionInfo, .cm-hover': { maxWidth: '26rem', padding: '6px 10px', whiteSpace: 'pre-wrap' },
  '.cm-signature': { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 'var(--mantine-font-size-xs)' },
  '.cm-textfield': { color: 'inherit', backgroundColor: 'var(--mantine-color-body)' },
  '.cm-button': { color: 'inherit', backgroundImage: 'none', backgroundColor: 'var(--mantine-color-default)' },
  '.cm-changedLine': { backgroundColor: 'light-dark(#e3f6e8, #12301c) !important' },
  '.cm-deletedChunk': { backgroundColor: 'light-dark(#fdeaea, #3a1a1a) !important' },
});

const COLORS = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.controlKeyword], color: 'light-dark(#8250df, #c29bff)' },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: 'light-dark(#0a6640, #7ee2a8)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'light-dark(#0550ae, #79c0ff)' },
  { tag: [tags.comment], color: 'light-dark(#59636e, #9aa4ae)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.className], color: 'light-dark(#953800, #ffb77c)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'light-dark(#0550ae, #9ecbff)' },
  { tag: [tags.definition(tags.variableName)], color: 'inherit', fontWeight: '500' },
]);

export const codeTheme = [LOOKS, syntaxHighlighting(COLORS)];
