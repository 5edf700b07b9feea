'use client';

import { type inferParserType, type ParserMap, useQueryStates } from 'nuqs';
import { ListBody, type ListBodyProps } from './list-body';
import { urlKeysOf } from './list-state';
import { hasToolbar, ListExport, ListToolbar, type ListToolbarProps } from './list-toolbar';
import { narrowed } from './narrowed';
import { useListState } from './use-list-state';

export interface ShortListProps<Row extends { id: string }, Filters extends ParserMap>
  extends ListBodyProps<Row>,
    ListToolbarProps<Row> {
  /** All of them. */
  rows: readonly Row[];
  /** Stands before the names of the list's state in the URL. */
  scope: string;
  /** Filters in the URL, and whether a row is shown at their values. */
  filterParsers?: Filters;
  isShown?: (row: Row, filters: inferParserType<Filters>) => boolean;
  /** After an act on many rows. */
  onActed?: () => void;
}

const NO_FILTERS: ParserMap = {};
/** Fewer than these are seen at a glance. */
const WORTH_SEARCHING = 6;

/** A list whose rows are all at hand: searched, sorted and narrowed without asking for them, else as `DataList`. */
export function ShortList<Row extends { id: string }, Filters extends ParserMap>({
  rows,
  scope,
  filterParsers,
  isShown,
  onActed = () => undefined,
  ...props
}: ShortListProps<Row, Filters>) {
  const controls = useListState(scope);
  const parsers: ParserMap = filterParsers ?? NO_FILTERS;
  const [values, setValues] = useQueryStates(parsers, { history: 'replace', urlKeys: urlKeysOf(parsers, scope) });
  const filters = values as inferParserType<Filters>;
  const { state } = controls;
  const shown = narrowed(rows, props.columns, state).filter((row) => isShown?.(row, filters) ?? true);
  const page = { nodes: shown, pageInfo: { hasNextPage: false }, totalCount: shown.length };
  const isNarrowed = shown.length < rows.length;
  const { searchLabel, filters: selects, ...body } = props;
  const isWorthIt = rows.length >= WORTH_SEARCHING || isNarrowed;
  const tools = isWorthIt ? { ...body, ...(searchLabel ? { searchLabel } : {}), filters: selects } : body;
  const fetchPage = async () => page;
  const exportBelow = hasToolbar(tools, scope) ? null : <ListExport {...tools} scope={scope} fetchPage={fetchPage} />;
  return (
    <div>
      {rows.length > 0 && exportBelow === null && (
        <ListToolbar {...tools} scope={scope} controls={controls} fetchPage={fetchPage} />
      )}
      <ListBody
        {...props}
        page={page}
        question={scope}
        controls={controls}
        isPending={false}
        isNarrowed={isNarrowed}
        isPart
        aside={exportBelow}
        onClear={() => {
          controls.search('');
          void setValues(null);
        }}
        onActed={onActed}
      />
    </div>
  );
}
