import { Badge, Stack, Text } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { EffectBadge } from '@/components/effect-badge';
import { Table } from '@/components/table';
import type { ManifestAction } from './manifest';

/** What a plugin can do, and what each of it changes. */
export function ActionTable({ actions }: { actions: readonly ManifestAction[] }) {
  return (
    <Table aria-label="Actions" spacing="roomy">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Action</Table.Th>
          <Table.Th w={130}>Effect</Table.Th>
          <Table.Th visibleFrom="md">Undone by</Table.Th>
          <Table.Th visibleFrom="md">Needs at the provider</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {actions.map((action) => (
          <ActionRow key={action.id} action={action} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ActionRow({ action }: { action: ManifestAction }) {
  const { id, title, description, effect, inverse, permissions, notSupported } = action;
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <CodeText>{id}</CodeText>
        {(notSupported ?? description) && (
          <Text size="sm" c="dimmed">
            {notSupported ?? description}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {notSupported ? (
          <Badge variant="light" color="gray" tt="none">
            Not possible
          </Badge>
        ) : (
          <EffectBadge effect={effect} />
        )}
      </Table.Td>
      <Table.Td visibleFrom="md">
        {inverse ? <CodeText>{inverse.action}</CodeText> : <Text size="sm">Nothing</Text>}
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Stack gap={2} align="flex-start">
          {permissions.map((permission) => (
            <CodeText key={permission}>{permission}</CodeText>
          ))}
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}
