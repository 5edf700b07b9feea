import { Text } from '@mantine/core';
import { LinkText } from '../link-text';
import { TimeText } from '../time-text';
import type { Column } from './column';

const WRAPS = { overflowWrap: 'anywhere' } as const;

/** What a row is called, with a link to its page. */
export function nameColumn<Row extends { id: string; name: string }>(
  hrefOf: (row: Row) => string,
  sortField: string | null = 'NAME',
): Column<Row> {
  return {
    key: 'name',
    title: 'Name',
    ...(sortField ? { sortField } : {}),
    render: (row) => (
      <LinkText href={hrefOf(row)} fw={500} style={WRAPS}>
        {row.name}
      </LinkText>
    ),
    csv: ({ name }) => name,
  };
}

/** A line of text that is read where there is room for it. */
export function textColumn<Row>(
  key: string,
  title: string,
  textOf: (row: Row) => string | null | undefined,
): Column<Row> {
  return {
    key,
    title,
    isSecondary: true,
    render: (row) => (
      <Text size="sm" c="dimmed" lineClamp={1}>
        {textOf(row)}
      </Text>
    ),
    csv: textOf,
  };
}

/** A moment; exact on hover and in the export. */
export function timeColumn<Row>(
  key: string,
  title: string,
  timeOf: (row: Row) => string | null | undefined,
  more: Partial<Column<Row>> & { empty?: string } = {},
): Column<Row> {
  const { empty, ...others } = more;
  return {
    key,
    title,
    isSecondary: true,
    width: 140,
    render: (row) => <TimeText value={timeOf(row)} {...(empty ? { empty } : {})} />,
    csv: timeOf,
    ...others,
  };
}
