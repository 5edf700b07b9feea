import { Modal } from '@mantine/core';
import type { DialogProps } from './dialog';

export function FullDialog({ isOpen, ...props }: DialogProps) {
  return <Modal opened={isOpen} closeButtonProps={{ 'aria-label': 'Close' }} {...props} />;
}
