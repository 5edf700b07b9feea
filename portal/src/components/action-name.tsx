import { Text } from '@mantine/core';
import { CodeText } from './code-text';

/** What a step does: as its action is called for people, and as the machine calls it. */
export function ActionName({ action }: { action: { actionTitle?: string | null; actionType: string } }) {
  const { actionTitle, actionType } = action;
  return (
    <Text component="span" size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {actionTitle} <CodeText>{actionType}</CodeText>
    </Text>
  );
}
