import { IconSelector } from '@tabler/icons-react';

export function Chevron() {
  return <IconSelector size={16} color="var(--mantine-color-dimmed)" aria-hidden />;
}
