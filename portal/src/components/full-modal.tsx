import { Modal } from '@mantine/core';
import type { DialogProps } from './dialog';

/** What lies over the page, and is closed without being asked. */
export function FullModal({ isOpen, ...props }: DialogProps) {
  return <Modal opened={isOpen} closeButtonProps={{ 'aria-label': 'Close' }} {...props} />;
}
