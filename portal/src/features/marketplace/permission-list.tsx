import { Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconBell, IconKey, IconPencil, IconTrash, IconWorld } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CodeText } from '@/components/code-text';
import { isNothing, type Permissions } from './permissions';

/** What a plugin may do, in the words of who has to consent to it. */
export function PermissionList({ permissions }: { permissions: Permissions }) {
  const { hosts, secrets, effects, events } = permissions;
  if (isNothing(permissions)) return <Text size="sm">It reaches nothing and changes nothing.</Text>;
  return (
    <Stack gap="sm">
      <Kind icon={<IconWorld size={16} />} title="Reaches these hosts" names={hosts.map(hostInWords)} />
      <Kind icon={<IconKey size={16} />} title="Is given these secrets, which its code never sees" names={secrets} />
      <Kind icon={<IconPencil size={16} />} title="Makes and changes things" names={effects.write} />
      <Kind icon={<IconTrash size={16} />} color="red" title="Takes things away" names={effects.destructive} />
      <Kind icon={<IconBell size={16} />} title="Listens to these events" names={events} />
    </Stack>
  );
}

function Kind({
  icon,
  title,
  names,
  color = 'blue',
}: {
  icon: ReactNode;
  title: string;
  names: readonly string[];
  color?: string;
}) {
  if (names.length === 0) return null;
  return (
    <Group align="flex-start" wrap="nowrap" gap="sm">
      <ThemeIcon variant="light" color={color} aria-hidden>
        {icon}
      </ThemeIcon>
      <div>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <List size="sm" listStyleType="none">
          {names.map((name) => (
            <List.Item key={name}>
              <CodeText>{name}</CodeText>
            </List.Item>
          ))}
        </List>
      </div>
    </Group>
  );
}

/** `{baseUrl}` is what the connection's configuration says. */
function hostInWords(host: string): string {
  return host.replace(/^\{(\w+)\}$/, 'the connection’s $1');
}
