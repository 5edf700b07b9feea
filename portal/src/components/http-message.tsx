'use client';

import { Stack, Text } from '@mantine/core';
import { CodeText } from './code-text';
import classes from './http-message.module.css';
import { JsonView } from './json-view';
import { Table } from './table';

/** A request or an answer: its first line, headers and body; JSON is indented. */
export function HttpMessage({
  label,
  line,
  headers,
  body,
  isCut = false,
}: {
  label: string;
  line: string;
  headers: Readonly<Record<string, string>>;
  body: string | null;
  isCut?: boolean | undefined;
}) {
  const names = Object.keys(headers);
  return (
    <Stack gap="xs">
      <CodeText>{line}</CodeText>
      {names.length > 0 && (
        <Table className={classes.headers} fz="xs" spacing="dense" isPlain aria-label={`${label} headers`}>
          <Table.Tbody>
            {names.map((name) => (
              <Table.Tr key={name}>
                <Table.Th>{name}</Table.Th>
                <Table.Td>{headers[name]}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {body ? (
        <JsonView value={readableBody(body)} label={`${label} body`} />
      ) : (
        <Text size="sm" c="dimmed">
          No body
        </Text>
      )}
      {isCut && (
        <Text size="xs" c="dimmed">
          Only the beginning of the body is kept.
        </Text>
      )}
    </Stack>
  );
}

/** JSON is indented; whatever else it is stays as it came. */
function readableBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
