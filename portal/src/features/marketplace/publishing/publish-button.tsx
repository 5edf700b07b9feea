'use client';

import { Button, FileInput, Group, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconUpload } from '@tabler/icons-react';
import { CodeText } from '@/components/code-text';
import { Dialog } from '@/components/dialog';
import { FormProblem } from '@/components/form-problem';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { toBase64 } from './base64';
import { ownVersionsQuery, publishPluginMutation } from './publishing.documents';

export function PublishButton() {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconUpload size={16} />} onClick={open}>
        Publish a version
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="Publish a version">
        <PublishForm onClose={close} />
      </Dialog>
    </>
  );
}

function PublishForm({ onClose }: { onClose: () => void }) {
  const publish = useApiMutation(publishPluginMutation, { invalidates: [ownVersionsQuery] });
  const { form, submit, problem, isBusy } = useApiForm<{ archive: File | null; signature: string }>({
    initialValues: { archive: null, signature: '' },
    validate: { archive: (file) => (file ? null : 'Choose the archive') },
  });
  return (
    <form
      onSubmit={submit(async ({ archive, signature }) => {
        if (!archive) return;
        const input = { archive: await toBase64(archive), signature: signature.trim() };
        const { publishPlugin } = await publish.mutateAsync({ input });
        notifications.show({ color: 'green', message: publishedText(publishPlugin) });
        onClose();
      })}
    >
      <Stack>
        <FormProblem problem={problem} />
        <Text size="sm">
          <CodeText>joinery-plugin build</CodeText> makes the archive, <CodeText>joinery-plugin sign</CodeText> its
          signature.
        </Text>
        <FileInput
          label="Archive"
          placeholder="plugin.zip"
          accept=".zip,application/zip"
          withAsterisk
          {...form.getInputProps('archive')}
          key={form.key('archive')}
        />
        <Textarea
          label="Signature"
          description="One line, as the command prints it"
          required
          autosize
          minRows={3}
          {...form.getInputProps('signature')}
          key={form.key('signature')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Publish
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function publishedText({ version, status }: { version: string; status: string }): string {
  return status === 'APPROVED' ? `Version ${version} can be installed.` : `Version ${version} waits for approval.`;
}
