'use client';

import { SegmentedControl, Stack, Text } from '@mantine/core';
import { TemplateInput } from '../template/template-input';
import type { HttpPartProps } from './http-fields';

const FIRST_BODY = '{\n  "type": "{{.EventType}}"\n}';

/** The event as JSON, which needs nothing, or a template of one's own. */
export function HttpBodyField({ action, onChange, path }: HttpPartProps) {
  const { body } = action;
  return (
    <Stack gap="xs">
      <div>
        <Text size="sm" fw={600} mb={4}>
          Body
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="Body"
          data={[
            { value: 'event', label: 'The event as JSON' },
            { value: 'template', label: 'A template' },
          ]}
          value={body === null ? 'event' : 'template'}
          onChange={(kind) => onChange({ ...action, body: kind === 'event' ? null : FIRST_BODY })}
        />
      </div>
      {body !== null && (
        <TemplateInput
          label="Template of the body"
          description="Type {{ for the list of variables. A value is escaped for the place where it stands."
          value={body}
          onChange={(text) => onChange({ ...action, body: text })}
          path={`${path}.body`}
          minRows={4}
        />
      )}
    </Stack>
  );
}
