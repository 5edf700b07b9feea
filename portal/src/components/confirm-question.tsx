import { Button, Group, Stack, Text } from '@mantine/core';
import type { ConfirmDialogProps } from './confirm-act';
import { FormProblem } from './form-problem';
import { FullModal } from './full-modal';
import { useConfirmed } from './use-confirmed';

/** What will happen, and the two answers. What the act throws is told here. */
export function ConfirmQuestion({
  label,
  title = `${label}?`,
  children,
  onConfirm,
  color = 'red',
  isOpen,
  onClose,
}: ConfirmDialogProps) {
  const { confirm, problem, isBusy } = useConfirmed(onConfirm, onClose);
  return (
    <FullModal isOpen={isOpen} onClose={onClose} title={title}>
      <Stack>
        <FormProblem problem={problem} />
        <Text size="sm" component="div">
          {children}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color={color} loading={isBusy} onClick={confirm}>
            {label}
          </Button>
        </Group>
      </Stack>
    </FullModal>
  );
}
