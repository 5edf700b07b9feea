'use client';

import { Button, Center, Stack, Text, TextInput } from '@mantine/core';
import { CopyField } from '@/components/copy-field';
import { FormProblem } from '@/components/form-problem';
import { QrCode } from '@/components/qr-code';
import { useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import type { EnrollTotpMutation } from '../../../generated/graphql';
import { confirmTotpMutation, mfaMethodsQuery } from './account.documents';

export function ConfirmTotpForm({
  enrollment,
  onConfirmed,
}: {
  enrollment: EnrollTotpMutation['enrollTotp'];
  onConfirmed: (recoveryCodes: readonly string[]) => void;
}) {
  const confirm = useApiMutation(confirmTotpMutation, { invalidates: [mfaMethodsQuery] });
  const { form, submit, problem, isBusy } = useApiForm({ initialValues: { code: '' } });
  return (
    <form
      onSubmit={submit(async ({ code }) => {
        const { confirmTotp } = await confirm.mutateAsync({ code });
        onConfirmed(confirmTotp.recoveryCodes ?? []);
      })}
    >
      <Stack>
        <Text size="sm">Scan this with an authenticator app, or type the secret into it.</Text>
        <Center>
          <QrCode text={enrollment.uri} label="QR code of the secret below" />
        </Center>
        <CopyField label="Secret" value={enrollment.secret} />
        <FormProblem problem={problem} />
        <TextInput
          label="Code"
          description="The six digits that the app shows now"
          inputMode="numeric"
          autoComplete="one-time-code"
          data-autofocus
          required
          {...form.getInputProps('code')}
          key={form.key('code')}
        />
        <Button type="submit" loading={isBusy}>
          Turn it on
        </Button>
      </Stack>
    </form>
  );
}
