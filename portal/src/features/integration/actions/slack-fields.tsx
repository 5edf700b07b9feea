'use client';

import { PasswordInput } from '@mantine/core';
import type { SlackDraft } from '../editor/draft';
import { useEditor } from '../editor/editor-context';
import { TemplateInput } from '../template/template-input';
import { RetryFields } from './retry-fields';

export function SlackFields({
  action,
  onChange,
  path,
}: {
  action: SlackDraft;
  onChange: (action: SlackDraft) => void;
  path: string;
}) {
  const { problemAt } = useEditor();
  return (
    <>
      <PasswordInput
        label="Webhook URL"
        description="Of an incoming webhook of your Slack workspace. It never comes back."
        placeholder={
          action.hint ? `Stored: ${action.hint}; leave empty to keep it` : 'https://hooks.slack.com/services/…'
        }
        required={action.hint === null}
        autoComplete="new-password"
        value={action.webhookUrl}
        error={problemAt(`${path}.webhookUrl`, action.webhookUrl === '')}
        onChange={(event) => onChange({ ...action, webhookUrl: event.currentTarget.value })}
      />
      <TemplateInput
        label="Message"
        description="In Slack's own formatting. Type {{ for the list of variables."
        placeholder="*{{.Data.user_email}}* has joined"
        value={action.message}
        onChange={(message) => onChange({ ...action, message })}
        path={`${path}.message`}
        minRows={3}
        isRequired
      />
      <RetryFields value={action} onChange={(retrying) => onChange({ ...action, ...retrying })} path={path} />
    </>
  );
}
