import { CodeText } from './code-text';

/** A text of the API's in which names of the machine's stand between backticks. */
export function WithCode({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, which never move
    index % 2 === 1 ? <CodeText key={index}>{part}</CodeText> : part,
  );
}
