'use client';

import type { ParserMap } from 'nuqs';
import type { ReactNode } from 'react';
import { PageHeader } from '../page-header';
import { DataList, type DataListProps } from './data-list';

export interface ListPageProps<Data, Variables extends object, Row extends { id: string }, Filters extends ParserMap>
  extends DataListProps<Data, Variables, Row, Filters> {
  title: string;
  /** One sentence on what these are. */
  text: string;
  /** What can be done on the page; the main act last. */
  actions?: ReactNode;
  /** Between the header and the list: what waits for a decision, say. */
  above?: ReactNode;
}

/** A page that is a list. */
export function ListPage<Data, Variables extends object, Row extends { id: string }, Filters extends ParserMap>({
  title,
  text,
  actions,
  above,
  ...list
}: ListPageProps<Data, Variables, Row, Filters>) {
  return (
    <>
      <PageHeader title={title} text={text} actions={actions} />
      {above}
      <DataList {...list} />
    </>
  );
}
