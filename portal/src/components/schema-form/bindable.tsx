'use client';

import { ActionIcon, Box, Group } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { type ReactNode, useContext } from 'react';
import { Hint } from '../hint';
import { BindingOrigin, type BindingSource, likelySource } from './bindings';
import type { FieldProps } from './field-props';

/** An input with a button beside it, to take the value from elsewhere instead. */
export function Bindable({
  field: { label, path, schema, onChange },
  sources,
  input,
}: {
  field: FieldProps;
  sources: readonly BindingSource[];
  input: ReactNode;
}) {
  const origin = useContext(BindingOrigin);
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Box style={{ flex: 1, minWidth: 0 }}>{input}</Box>
      <Hint label={`Take it from ${origin}`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={26}
          aria-label={`Take ${label} from ${origin}`}
          onClick={() => onChange({ $from: likelySource(sources, nameIn(path), schema['x-refers-to']) })}
        >
          <IconLink size={16} />
        </ActionIcon>
      </Hint>
    </Group>
  );
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
