'use client';

import { Button, Group, JsonInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { FormProblem } from '@/components/form-problem';
import { FullDialog } from '@/components/full-dialog';
import { Select } from '@/components/inputs';
import { PersonPicker } from '@/features/picker';
import { useApiForm } from '@/lib/form';
import { useViewer } from '@/lib/session';
import { useUnsavedInput } from '@/lib/unsaved';
import type { PersonQuery } from '../../../generated/graphql';
import { AttributeFields } from './attribute-fields';
import { type AttributeField, fieldsOf } from './attribute-schema';
import { attributesOf, problemsOf, valuesOf } from './person-values';
import { ROLES } from './roles';

export interface PersonInput {
  email: string;
  username: string;
  firstName: string;
  lastName: string;
  role: (typeof ROLES)[number]['value'];
  managerId: string | null;
  attributes: Record<string, unknown>;
}

interface PersonFormProps {
  label: string;
  /** Null: somebody new. */
  person: PersonQuery['user'] | null;
  attributeSchema: unknown;
  onClose: () => void;
  onSubmit: (input: PersonInput) => Promise<unknown>;
}

/** Who somebody is, for a new person and for one that is changed. */
export function PersonForm({ title, isOpen, ...props }: PersonFormProps & { title: string; isOpen: boolean }) {
  return (
    <FullDialog isOpen={isOpen} onClose={props.onClose} title={title} size="lg">
      <Fields {...props} />
    </FullDialog>
  );
}

/** Made anew each time the dialog opens, so that it begins with what is true then. */
function Fields({ label, person, attributeSchema, onClose, onSubmit }: PersonFormProps) {
  const { role } = useViewer();
  const fields = fieldsOf(attributeSchema);
  const { form, submit, problem, isBusy } = useApiForm({
    initialValues: valuesOf(person, fields),
    validate: (values) => problemsOf(values, fields),
  });
  const [managerId, setManagerId] = useState(form.getInitialValues().managerId);
  useUnsavedInput(() => managerId !== form.getInitialValues().managerId && !isBusy);
  const roles = ROLES.filter(({ value }) => value !== 'OWNER' || role === 'OWNER' || person?.role === 'OWNER');
  const text = (name: 'email' | 'username' | 'firstName' | 'lastName') => ({
    ...form.getInputProps(name),
    key: form.key(name),
  });
  return (
    <form
      noValidate
      onSubmit={submit((values) => {
        const { email, username, firstName, lastName, role: given } = values;
        const attributes = attributesOf(values, fields);
        return onSubmit({ email, username, firstName, lastName, role: given, managerId, attributes });
      })}
    >
      <Stack>
        <FormProblem problem={problem} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="First name" data-autofocus {...text('firstName')} key="firstName" />
          <TextInput label="Last name" {...text('lastName')} key="lastName" />
          <TextInput label="Email" type="email" withAsterisk {...text('email')} key="email" />
          <TextInput
            label="Username"
            placeholder={person ? undefined : 'What stands before the @'}
            {...text('username')}
            key="username"
          />
          <Select
            label="Role"
            description="What they may do here"
            allowDeselect={false}
            data={[...roles]}
            {...form.getInputProps('role')}
            key={form.key('role')}
          />
          <PersonPicker
            label="Manager"
            description="Approvals may go to them"
            value={managerId}
            onChange={setManagerId}
            error={form.errors.managerId}
          />
          <AttributeFields form={form} fields={fields} />
        </SimpleGrid>
        <JsonInput
          label={fields.length > 0 ? 'Other attributes' : 'Attributes'}
          description='As JSON: { "department": "Engineering" }'
          autosize
          minRows={2}
          formatOnBlur
          {...form.getInputProps('otherAttributes')}
          error={form.errors.otherAttributes ?? strayProblem(form.errors, fields)}
          key={form.key('otherAttributes')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the API says of attributes that have no input of their own. */
function strayProblem(errors: Record<string, ReactNode>, fields: readonly AttributeField[]): ReactNode {
  const known = new Set(fields.map(({ name }) => `attributes.${name}`));
  const stray = Object.entries(errors).filter(([path]) => path.startsWith('attributes') && !known.has(path));
  return stray.length > 0 ? stray.map(([path, message]) => `${path}: ${message}`).join('; ') : undefined;
}
