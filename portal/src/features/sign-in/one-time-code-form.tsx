'use client';

import { Anchor, Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormProblem } from '@/components/form-problem';
import { useApiForm } from '@/lib/form';
import { signIn } from '@/lib/session';
import { enter } from './enter';
import type { Credentials } from './password-form';

/** The second step: a code of the authenticator, or one of the recovery codes. */
export function OneTimeCodeForm({ credentials, onBack }: { credentials: Credentials; onBack: () => void }) {
  const [isRecovery, setRecovery] = useState(false);
  const { form, submit, problem, isBusy } = useApiForm({ initialValues: { oneTimeCode: '' } });
  const act = async ({ oneTimeCode }: { oneTimeCode: string }) => {
    await signIn({ ...credentials, oneTimeCode });
    enter();
  };
  return (
    <form onSubmit={submit(act)} method="post">
      <Stack mt="md">
        <FormProblem problem={problem} />
        <TextInput
          label={isRecovery ? 'Recovery code' : 'Code'}
          description={
            isRecovery
              ? 'One of the codes that you kept when you set the second factor up; each works once'
              : 'The six digits that your authenticator app shows now'
          }
          autoComplete="one-time-code"
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoFocus
          required
          {...form.getInputProps('oneTimeCode')}
          key={`${form.key('oneTimeCode')} ${isRecovery}`}
        />
        <Button type="submit" fullWidth loading={isBusy}>
          Continue
        </Button>
        <Group justify="space-between">
          <Anchor component="button" type="button" size="sm" onClick={onBack}>
            Back
          </Anchor>
          <Anchor component="button" type="button" size="sm" onClick={() => setRecovery(!isRecovery)}>
            {isRecovery ? 'Use the authenticator app' : 'Use a recovery code'}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}
