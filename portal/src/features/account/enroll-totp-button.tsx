'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { OnceOpen } from '@/components/once-open';
import { useApiMutation } from '@/lib/api';
import { whenNear } from '@/lib/when-near';
import type { EnrollTotpMutation } from '../../../generated/graphql';
import { enrollTotpMutation, mfaMethodsQuery } from './account.documents';

const EnrollTotpDialog = dynamic(() => import('./enroll-totp-dialog').then((module) => module.EnrollTotpDialog), {
  ssr: false,
});
const near = whenNear(() => import('./enroll-totp-dialog'));

/** Sets an authenticator app up, in a dialog. */
export function EnrollTotpButton({ isFirst }: { isFirst: boolean }) {
  const [enrollment, setEnrollment] = useState<EnrollTotpMutation['enrollTotp'] | null>(null);
  const enroll = useApiMutation(enrollTotpMutation, {
    invalidates: [mfaMethodsQuery],
    onSuccess: (data) => setEnrollment(data.enrollTotp),
    onError: ({ message }) => notifications.show({ color: 'red', title: 'It cannot be set up', message }),
  });
  return (
    <>
      <Button
        {...near}
        variant={isFirst ? 'filled' : 'default'}
        loading={enroll.isPending}
        onClick={() => enroll.mutate({})}
      >
        {isFirst ? 'Set up' : 'Add another'}
      </Button>
      <OnceOpen isOpen={enrollment !== null}>
        <EnrollTotpDialog enrollment={enrollment} onClose={() => setEnrollment(null)} />
      </OnceOpen>
    </>
  );
}
