'use client';

import { Select } from '@/components/inputs';
import type { LogLevel } from '../../../../generated/graphql';
import type { LogDraft } from '../editor/draft';
import { TemplateInput } from '../template/template-input';

const LEVELS = [
  { value: 'INFO', label: 'Information' },
  { value: 'WARN', label: 'Warning' },
  { value: 'ERROR', label: 'Error' },
];

export function LogFields({
  action,
  onChange,
  path,
}: {
  action: LogDraft;
  onChange: (action: LogDraft) => void;
  path: string;
}) {
  return (
    <>
      <Select
        label="Level"
        data={LEVELS}
        value={action.level}
        onChange={(level) => level && onChange({ ...action, level: level as LogLevel })}
        allowDeselect={false}
        w={160}
      />
      <TemplateInput
        label="Message"
        description="Type {{ for the list of variables."
        value={action.message}
        onChange={(message) => onChange({ ...action, message })}
        path={`${path}.message`}
        minRows={2}
        isRequired
      />
    </>
  );
}
