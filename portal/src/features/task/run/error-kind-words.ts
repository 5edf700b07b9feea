const WORDS: Record<string, string> = {
  timeout: 'It took longer than its task allows',
  out_of_memory: 'It needed more memory than its task allows',
  thrown: 'Its script threw an error',
  denied: 'It asked for what it may not',
  crashed: 'The process that ran it broke off',
  stale_plan: 'What the plan rests on has changed since',
};

/** The kind of a failure, as a heading. */
export function errorKindWords(kind: string | null | undefined): string {
  return (kind && WORDS[kind]) || 'It failed';
}
