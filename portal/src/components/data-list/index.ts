export type { BulkAct, Column, Page, RowOutcome } from './column';
export { DataList, type DataListProps } from './data-list';
export { FilterSelect } from './filter-select';
export { type ListState, listParsers, orderOf, pageOf } from './list-state';
