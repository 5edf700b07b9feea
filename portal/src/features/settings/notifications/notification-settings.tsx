'use client';

import { Alert, Button, Card, Fieldset, Group, Stack, Text } from '@mantine/core';
import { notifications as notices } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { FormProblem } from '@/components/form-problem';
import { PageLoading } from '@/components/page-loading';
import { SchemaFields } from '@/components/schema-form';
import { UnsavedGuard } from '@/components/unsaved-guard';
import { PickedIds } from '@/features/picker';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useApiForm } from '@/lib/form';
import { useViewer } from '@/lib/session';
import type { NotificationsQuery, NotificationTopic } from '../../../../generated/graphql';
import { notificationsQuery, setNotificationsMutation } from '../settings.documents';
import { TOPICS } from './topics';

/** Who gets a mail about what fails, and about what waits for a person. */
export function NotificationSettings() {
  const { data, error, refetch } = useQuery(apiQuery(notificationsQuery, {}));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <NotificationForm data={data} /> : <PageLoading />;
}

interface Values extends Record<string, unknown> {
  readers: Record<string, unknown>;
}

function NotificationForm({ data: { notifications, deployment } }: { data: NotificationsQuery }) {
  const { can } = useViewer();
  const set = useApiMutation(setNotificationsMutation, { invalidates: [notificationsQuery] });
  const { form, submit, problem, isBusy } = useApiForm<Values>({
    mode: 'controlled',
    initialValues: { readers: readersOf(notifications) },
  });
  const isReadOnly = !can('tenant:write');
  const save = submit(async (values) => {
    await set.mutateAsync({ input: { rules: rulesOf(values.readers) } });
    form.resetDirty(values);
    notices.show({ color: 'green', message: 'From now on these people are told' });
  });
  return (
    <Stack maw={640}>
      {deployment.mailFrom === null && (
        <Alert color="yellow" variant="light" title="This deployment sends no mail">
          What people should be told waits among the messages until whoever runs it names a mail server.
        </Alert>
      )}
      <Card withBorder>
        <form onSubmit={save}>
          <UnsavedGuard isUnsaved={() => form.isDirty() && !isBusy} />
          <Fieldset variant="unstyled" m={0} p={0} disabled={isReadOnly}>
            <Stack>
              <Text size="sm" c="dimmed">
                By mail, within minutes; of the same thing once an hour at most.
              </Text>
              <FormProblem problem={problem} />
              <PickedIds>
                <SchemaFields
                  schema={TOPICS}
                  value={form.values.readers}
                  onChange={(readers) => form.setFieldValue('readers', readers)}
                  path="readers"
                  errors={form.errors}
                />
              </PickedIds>
              {!isReadOnly && (
                <Group justify="flex-end">
                  <Button type="submit" loading={isBusy} disabled={!form.isDirty()}>
                    Save notifications
                  </Button>
                </Group>
              )}
            </Stack>
          </Fieldset>
        </form>
      </Card>
    </Stack>
  );
}

function readersOf(rules: NotificationsQuery['notifications']): Record<string, unknown> {
  const named = rules.filter(({ users }) => users.length > 0);
  return Object.fromEntries(named.map(({ topic, users }) => [topic, users.map(({ id }) => id)]));
}

function rulesOf(readers: Record<string, unknown>) {
  return Object.entries(readers).map(([topic, userIds]) => ({
    topic: topic as NotificationTopic,
    userIds: userIds as string[],
  }));
}
