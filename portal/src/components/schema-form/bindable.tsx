'use client';

import { ActionIcon, Box, Group } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Hint } from '../hint';
import type { BindingSource } from './bindings';
import type { FieldProps } from './field-props';

/** An input with a button beside it, to take the value from the flow instead. */
export function Bindable({
  field: { label, onChange },
  sources,
  input,
}: {
  field: FieldProps;
  sources: readonly BindingSource[];
  input: ReactNode;
}) {
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Box style={{ flex: 1, minWidth: 0 }}>{input}</Box>
      <Hint label="Take it from the flow">
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={26}
          aria-label={`Take ${label} from the flow`}
          onClick={() => onChange({ $from: sources[0]?.path ?? '' })}
        >
          <IconLink size={16} />
        </ActionIcon>
      </Hint>
    </Group>
  );
}
