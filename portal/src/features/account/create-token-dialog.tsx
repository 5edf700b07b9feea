import { Modal } from '@mantine/core';
import { CreateTokenForm } from './create-token-form';

export function CreateTokenDialog({
  isOpen,
  onClose,
  onCreated,
}: {
  isOpen: boolean;
  onClose: () => void;
  onCreated: (token: string) => void;
}) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="New API token" closeButtonProps={{ 'aria-label': 'Close' }}>
      <CreateTokenForm onCancel={onClose} onCreated={onCreated} />
    </Modal>
  );
}
