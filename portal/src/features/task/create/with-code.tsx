import { CodeText } from '@/components/code-text';

/** A text of the API's in which names of the machine's stand between backticks. */
export function WithCode({ text }: { text: string }) {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? <CodeText key={`${index}:${part}`}>{part}</CodeText> : part));
}
