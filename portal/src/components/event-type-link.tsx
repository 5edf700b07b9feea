import { Badge, Group } from '@mantine/core';
import { DottedName } from './dotted-name';
import { LinkText } from './link-text';

/** The type of an event, as a link to what is known of it, and whether it was but a test. */
export function EventTypeLink({ href, type, isTest }: { href: string; type: string; isTest: boolean }) {
  return (
    <Group gap="xs">
      <LinkText href={href} fw={500}>
        <DottedName name={type} />
      </LinkText>
      {isTest && (
        <Badge size="sm" variant="outline" color="gray" tt="none">
          Test
        </Badge>
      )}
    </Group>
  );
}
