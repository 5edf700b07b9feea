'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { ErrorState } from '@/components/error-state';
import { NotForRole } from '@/components/not-for-role';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { WithCode } from '@/components/with-code';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { scriptTemplatesQuery } from '../task.documents';
import { NewTaskForm } from './new-task-form';
import { TemplatePicker } from './template-picker';

const BACK = { href: '/tasks', title: 'Tasks' };

/** From what to start, and then the task itself. */
export function NewTask() {
  const { can } = useViewer();
  const [chosen, choose] = useQueryState('from', parseAsString.withOptions({ history: 'push', scroll: true }));
  const { data, error, refetch } = useQuery(apiQuery(scriptTemplatesQuery, {}));
  if (!can('task:write')) return <NotForRole text="Tasks are made by owners and admins." back={BACK} />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const template = data.scriptTemplates.find(({ name }) => name === chosen) ?? null;
  return (
    <>
      <PageHeader
        parent={BACK}
        title="New task"
        text={
          chosen === null ? (
            'Start from a script that does nearly what you want, or from an empty one.'
          ) : (
            <WithCode text={template?.description ?? 'A script of your own.'} />
          )
        }
      />
      {chosen === null ? (
        <TemplatePicker templates={data.scriptTemplates} onChoose={(name) => void choose(name)} />
      ) : (
        <NewTaskForm key={chosen} template={template} onBack={() => void choose(null)} />
      )}
    </>
  );
}
