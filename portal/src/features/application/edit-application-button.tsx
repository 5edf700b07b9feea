'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useApiMutation } from '@/lib/api';
import type { ApplicationQuery } from '../../../generated/graphql';
import { applicationQuery, applicationsQuery, updateApplicationMutation } from './application.documents';
import { ApplicationForm } from './application-form';

export function EditApplicationButton({ application }: { application: ApplicationQuery['application'] }) {
  const { id, name, description, homepageUrl } = application;
  const [isOpen, { open, close }] = useDisclosure(false);
  const update = useApiMutation(updateApplicationMutation, { invalidates: [applicationQuery, applicationsQuery] });
  return (
    <>
      <Button variant="default" onClick={open}>
        Edit
      </Button>
      <ApplicationForm
        title={`Edit ${name}`}
        label="Save"
        initialValues={{ name, description, homepageUrl: homepageUrl ?? '' }}
        isOpen={isOpen}
        onClose={close}
        onSubmit={async (values) => {
          const input = {
            name: values.name,
            description: values.description,
            homepageUrl: values.homepageUrl || null,
          };
          await update.mutateAsync({ id, input });
          close();
        }}
      />
    </>
  );
}
