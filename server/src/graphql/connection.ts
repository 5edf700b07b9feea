import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Page } from '../pagination.ts';

@ObjectType({ description: 'Where a page of a list ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage: boolean;

  @Field(() => String, { nullable: true, description: 'Pass it as `after` to get the next page.' })
  endCursor: string | null;
}

export interface Connection<Node> {
  nodes: Node[];
  edges: { cursor: string; node: Node }[];
  pageInfo: PageInfo;
  totalCount(): Promise<number>;
}

/** The connection type of a node type, and the way to make one of a page: `Connection(Group)`. */
export function connectionOf<Node extends object>(NodeType: ClassType<Node>, name = NodeType.name) {
  @ObjectType(`${name}Edge`)
  class EdgeType {
    @Field(() => String, { description: 'The position of this node in the list.' })
    cursor: string;

    @Field(() => NodeType)
    node: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} objects.` })
  class ConnectionType implements Connection<Node> {
    @Field(() => [NodeType])
    nodes: Node[];

    @Field(() => [EdgeType])
    edges: EdgeType[];

    @Field(() => PageInfo)
    pageInfo: PageInfo;

    count: () => Promise<number>;

    @Field(() => Int, { description: 'How many there are in all, after the filter.' })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return ConnectionType;
}

/** Turns a verb's page into a connection, mapping each row to its node. */
export function toConnection<Row, Node>(page: Page<Row>, toNode: (row: Row) => Node) {
  const edges = page.rows.map(({ row, cursor }) => ({ cursor, node: toNode(row) }));
  return {
    nodes: edges.map((edge) => edge.node),
    edges,
    pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
    count: page.count,
  };
}
