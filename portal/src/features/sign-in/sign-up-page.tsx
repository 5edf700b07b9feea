'use client';

import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { FormProblem } from '@/components/form-problem';
import { LinkText } from '@/components/link-text';
import { useApiForm } from '@/lib/form';
import { signUp } from '@/lib/session';
import { enter } from './enter';
import { Entrance } from './entrance';
import { slugOf } from './slug-of';

/** A new organisation and its owner, who is signed in at once. */
export function SignUpPage() {
  const { form, submit, problem, isBusy } = useApiForm({
    initialValues: { tenantName: '', tenantSlug: '', firstName: '', lastName: '', email: '', password: '' },
    onValuesChange: (values, previous) => {
      // The short name follows the name until somebody types their own.
      const isTyped = values.tenantSlug !== slugOf(previous.tenantName);
      if (values.tenantName !== previous.tenantName && !isTyped) {
        form.setFieldValue('tenantSlug', slugOf(values.tenantName));
      }
    },
  });
  const field = (name: keyof ReturnType<typeof form.getValues>) => ({
    ...form.getInputProps(name),
    key: form.key(name),
  });
  return (
    <Entrance title="Create an organisation" text="You become its owner, and can invite others afterwards.">
      <form
        method="post"
        onSubmit={submit(async (values) => {
          await signUp(values);
          enter();
        })}
      >
        <Stack mt="md">
          <FormProblem problem={problem} />
          <TextInput label="Name of the organisation" autoComplete="organization" required {...field('tenantName')} />
          <TextInput
            label="Short name"
            description="3 to 40 letters, digits and hyphens; everyone types it to sign in"
            autoCapitalize="none"
            spellCheck={false}
            required
            {...field('tenantSlug')}
          />
          <Group grow align="flex-start">
            <TextInput label="First name" autoComplete="given-name" {...field('firstName')} />
            <TextInput label="Last name" autoComplete="family-name" {...field('lastName')} />
          </Group>
          <TextInput label="Email" type="email" autoComplete="username" required {...field('email')} />
          <PasswordInput
            label="Password"
            description="At least 12 characters; a sentence is easy to remember"
            autoComplete="new-password"
            required
            {...field('password')}
          />
          <Button type="submit" fullWidth loading={isBusy}>
            Create the organisation
          </Button>
          <Text size="sm" ta="center">
            Have an account?{' '}
            <LinkText href="/sign-in" underline="always">
              Sign in
            </LinkText>
          </Text>
        </Stack>
      </form>
    </Entrance>
  );
}
