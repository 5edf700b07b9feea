import { Badge } from '@mantine/core';
import { BADGE_STYLE } from './status-badge';

const LOOKS: Record<string, { color: string; words: string }> = {
  read: { color: 'gray', words: 'Only reads' },
  write: { color: 'blue', words: 'Changes' },
  destructive: { color: 'red', words: 'Takes away' },
};

/** What an action does to the directory or to the outside world. */
export function EffectBadge({ effect }: { effect: string }) {
  const { color, words } = LOOKS[effect.toLowerCase()] ?? { color: 'gray', words: effect };
  return (
    <Badge variant="light" color={color} tt="none" style={BADGE_STYLE}>
      {words}
    </Badge>
  );
}
