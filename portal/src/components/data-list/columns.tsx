import { Text } from '@mantine/core';
import { LinkText } from '../link-text';
import { TimeText } from '../time-text';
import type { Column } from './column';

const WRAPS = { overflowWrap: 'anywhere' } as const;
const ON_ONE_LINE = { whiteSpace: 'nowrap' } as const;

/** What a row is called, with a link to its page where it has one. */
export function nameColumn<Row extends { id: string; name: string }>(
  hrefOf: ((row: Row) => string) | null,
): Column<Row> {
  return {
    key: 'name',
    title: 'Name',
    sortField: 'NAME',
    render: (row) =>
      hrefOf ? (
        <LinkText href={hrefOf(row)} fw={500} style={WRAPS}>
          {row.name}
        </LinkText>
      ) : (
        <span style={WRAPS}>{row.name}</span>
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
    render: (row) => <TimeText value={timeOf(row)} style={ON_ONE_LINE} {...(empty ? { empty } : {})} />,
    csv: timeOf,
    ...others,
  };
}

/** What only the export, the search and the order know of, where rows are no table. */
export function exportColumn<Row>(
  key: string,
  title: string,
  csv: NonNullable<Column<Row>['csv']>,
  sortField?: string,
): Column<Row> {
  return { key, title, csv, render: csv, ...(sortField ? { sortField } : {}) };
}
