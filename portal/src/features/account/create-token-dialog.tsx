import { FullDialog } from '@/components/full-dialog';
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
    <FullDialog isOpen={isOpen} onClose={onClose} title="New API token">
      <CreateTokenForm onCancel={onClose} onCreated={onCreated} />
    </FullDialog>
  );
}
