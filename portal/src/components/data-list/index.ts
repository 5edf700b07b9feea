export type { BulkAct, Column, Page, RowOutcome } from './column';
export { nameColumn, textColumn, timeColumn } from './columns';
export { DataList, type DataListProps } from './data-list';
export { FilterSelect } from './filter-select';
export { ListPage, type ListPageProps } from './list-page';
export { type ListState, listParsers, orderOf, type PageInput, pageOf } from './list-state';
export { type Listing, listing } from './listing';
export { useFilters } from './use-filters';
export { useListing } from './use-listing';
