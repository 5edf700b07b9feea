import { invalidField } from '../../errors.ts';

const COLUMNS = ['email', 'username', 'first_name', 'last_name', 'role', 'manager_email', 'active', 'groups'];
const ATTRIBUTE = 'attributes.';

/** Where the cells of a column belong. */
export interface Column {
  name: string;
  isAttribute: boolean;
}

/** The columns of a CSV file's first line; INVALID_INPUT for one that is not known, is there twice, or lacks. */
export function readHeader(cells: string[]): Column[] {
  const columns = cells.map(toColumn);
  const seen = new Set<string>();
  for (const cell of cells.map((cell) => cell.trim().toLowerCase())) {
    if (seen.has(cell)) throw invalidField('csv', `has the column ${cell} twice`);
    seen.add(cell);
  }
  if (seen.has('email')) return columns;
  throw invalidField('csv', 'has no column email in its first line: users are told apart by it');
}

function toColumn(cell: string): Column {
  const name = cell.trim();
  if (name.toLowerCase().startsWith(ATTRIBUTE) && name.length > ATTRIBUTE.length) {
    return { name: name.slice(ATTRIBUTE.length), isAttribute: true };
  }
  if (COLUMNS.includes(name.toLowerCase())) return { name: name.toLowerCase(), isAttribute: false };
  const known = [...COLUMNS, `${ATTRIBUTE}<name>`].join(', ');
  throw invalidField('csv', `has the column "${name.slice(0, 100)}", which is none of ${known}`);
}

/** A line's cells by their columns. An empty cell says nothing: the user keeps what they have. */
export function toRecord(columns: Column[], cells: string[]): Record<string, unknown> {
  const fields: [string, unknown][] = [];
  const attributes: [string, string][] = [];
  for (const [index, { name, isAttribute }] of columns.entries()) {
    const cell = cells[index]?.trim();
    if (!cell) continue;
    if (isAttribute) attributes.push([name, cell]);
    else fields.push([name, cell]);
  }
  if (attributes.length > 0) fields.push(['attributes', Object.fromEntries(attributes)]);
  return Object.fromEntries(fields);
}
