export { CodeDiff } from './code-diff';
export { CodeEditor, type CodeEditorProps } from './code-editor';
