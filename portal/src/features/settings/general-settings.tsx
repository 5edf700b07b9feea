'use client';

import { Button, Card, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { ErrorState } from '@/components/error-state';
import { FormProblem } from '@/components/form-problem';
import { NumberInput } from '@/components/inputs';
import { PageLoading } from '@/components/page-loading';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { useViewer } from '@/lib/session';
import type { TenantSettingsQuery } from '../../../generated/graphql';
import { tenantSettingsQuery, updateTenantSettingsMutation } from './settings.documents';

/** The organisation's name, how long people stay signed in, and how much may be taken away at once. */
export function GeneralSettings() {
  const { data, error, refetch } = useQuery(apiQuery(tenantSettingsQuery, {}));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <GeneralForm tenant={data.tenant} /> : <PageLoading />;
}

function GeneralForm({ tenant }: { tenant: TenantSettingsQuery['tenant'] }) {
  const router = useRouter();
  const { can } = useViewer();
  const update = useApiMutation(updateTenantSettingsMutation, { invalidates: [tenantSettingsQuery] });
  const { form, submit, problem, isBusy } = useApiForm<GeneralValues>({ initialValues: valuesOf(tenant) });
  const readOnly = !can('tenant:write');
  const save = async (values: GeneralValues) => {
    await update.mutateAsync({ input: inputOf(values) });
    form.resetDirty(values);
    notifications.show({ color: 'green', message: 'The settings were saved' });
    // The name stands in the shell, too, which the server made.
    router.refresh();
  };
  return (
    <Card withBorder maw={640}>
      <form onSubmit={submit(save)}>
        <UnsavedGuard isUnsaved={() => form.isDirty() && !isBusy} />
        <Stack>
          <FormProblem problem={problem} />
          <TextInput label="Name" required readOnly={readOnly} {...form.getInputProps('name')} key={form.key('name')} />
          <TextInput
            label="Short name"
            description="What people type to sign in; it stays as it is"
            value={tenant.slug}
            readOnly
            variant="filled"
          />
          <NumberInput
            label="Days until people sign in again"
            description="1 to 90; sessions that are open keep the end they have"
            min={1}
            max={90}
            allowDecimal={false}
            required
            readOnly={readOnly}
            {...form.getInputProps('sessionDays')}
            key={form.key('sessionDays')}
          />
          <NumberInput
            label="Removals in an hour"
            description="What chains may take away at one provider within an hour; more waits for a person. Empty: no bound."
            min={0}
            max={1_000_000}
            allowDecimal={false}
            readOnly={readOnly}
            {...form.getInputProps('removalsPerHour')}
            key={form.key('removalsPerHour')}
          />
          {!readOnly && (
            <Group justify="flex-end">
              <Button type="submit" loading={isBusy}>
                Save
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  );
}

interface GeneralValues extends Record<string, unknown> {
  name: string;
  sessionDays: number | string;
  removalsPerHour: number | string;
}

function valuesOf({ name, sessionDays, removalsPerHour }: TenantSettingsQuery['tenant']): GeneralValues {
  return { name, sessionDays, removalsPerHour: removalsPerHour ?? '' };
}

function inputOf({ name, sessionDays, removalsPerHour }: GeneralValues) {
  const bound = removalsPerHour === '' ? null : Number(removalsPerHour);
  return { name, sessionDays: Number(sessionDays), removalsPerHour: bound };
}
