'use client';

import { Button, Checkbox, Code, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { useConfirmed } from '@/components/use-confirmed';
import type { Version } from './plugin-detail';

export interface ConsentDialogProps {
  title: string;
  label: string;
  version: Version;
  isOpen: boolean;
  onClose: () => void;
  /** Does it, with what was shown. */
  onConsent: () => Promise<unknown>;
  children: React.ReactNode;
}

/** Asks for consent to what a version may do; it names the very bytes that are consented to. */
export function ConsentDialog(props: ConsentDialogProps) {
  const { title, isOpen, onClose } = props;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} size="lg">
      <Question {...props} />
    </Dialog>
  );
}

/** Made anew each time the dialog opens: consent is never kept from the last time. */
function Question({ label, version, onClose, onConsent, children }: ConsentDialogProps) {
  const [isAgreed, setAgreed] = useState(false);
  const { confirm, problem, isBusy } = useConfirmed(onConsent, onClose);
  return (
    <Stack>
      <FormProblem problem={problem} />
      {children}
      <div>
        <Text size="sm" c="dimmed">
          SHA-256 of version {version.version}, signed by the key {version.keyId.slice(0, 12)}…
        </Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {version.digest}
        </Code>
      </div>
      <Checkbox
        label="I consent to this for our organisation"
        checked={isAgreed}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={!isAgreed} loading={isBusy} onClick={confirm}>
          {label}
        </Button>
      </Group>
    </Stack>
  );
}
