'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { SecretOnce } from '@/components/secret-once';
import { queryKeyOf, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { applicationsQuery, createApplicationMutation } from './application.documents';
import { ApplicationForm } from './application-form';

/** Absent for who may not. The secret is shown before the new application's page is. */
export function CreateApplicationButton() {
  const router = useRouter();
  const { can } = useViewer();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null);
  const client = useQueryClient();
  const create = useApiMutation(createApplicationMutation);
  if (!can('application:write')) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} />} onClick={open}>
        New application
      </Button>
      <ApplicationForm
        title="New application"
        label="Create application"
        initialValues={{ name: '', description: '', homepageUrl: '' }}
        isOpen={isOpen}
        onClose={close}
        onSubmit={async ({ name, description, homepageUrl }) => {
          const input = { name, description, homepageUrl: homepageUrl || null };
          const { createApplication } = await create.mutateAsync({ input });
          close();
          setMade({ id: createApplication.application.id, secret: createApplication.clientSecret });
        }}
      />
      <SecretOnce
        title="Client secret"
        label="Client secret"
        secret={made?.secret ?? null}
        onClose={() => {
          if (made) router.push(`/applications/${made.id}`);
          setMade(null);
          // Not before: a list that is no longer empty takes this button, and the secret with it.
          void client.invalidateQueries({ queryKey: queryKeyOf(applicationsQuery) });
        }}
      />
    </>
  );
}
