'use client';

import { Checkbox, Group } from '@mantine/core';
import { Select } from '@/components/inputs';
import type { HttpMethod } from '../../../../generated/graphql';
import type { HttpDraft } from '../editor/draft';
import { TemplateInput } from '../template/template-input';
import { HttpAuthFields } from './http-auth-fields';
import { HttpBodyField } from './http-body-field';
import { HttpHeaderFields } from './http-header-fields';
import { RetryFields } from './retry-fields';

const METHODS: HttpMethod[] = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'];

export interface HttpPartProps {
  action: HttpDraft;
  onChange: (action: HttpDraft) => void;
  path: string;
}

export function HttpFields(props: HttpPartProps) {
  const { action, onChange, path } = props;
  return (
    <>
      <Group align="flex-start" gap="xs">
        <Select
          label="Method"
          data={METHODS}
          value={action.method}
          onChange={(method) => method && onChange({ ...action, method: method as HttpMethod })}
          allowDeselect={false}
          w={110}
        />
        <div style={{ flex: '1 1 14rem' }}>
          <TemplateInput
            label="URL"
            placeholder="https://api.example.com/hook"
            value={action.url}
            onChange={(url) => onChange({ ...action, url })}
            path={`${path}.url`}
            isRequired
          />
        </div>
      </Group>
      <HttpHeaderFields {...props} />
      {action.method !== 'GET' && <HttpBodyField {...props} />}
      <HttpAuthFields {...props} />
      <RetryFields value={action} onChange={(retrying) => onChange({ ...action, ...retrying })} path={path} />
      <Checkbox
        label="Sign the request"
        description="By Standard Webhooks, so that the receiver can tell that it is from here"
        checked={action.sign}
        onChange={(event) => onChange({ ...action, sign: event.currentTarget.checked })}
      />
    </>
  );
}
