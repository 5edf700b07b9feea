import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Hit } from './search.ts';

enum SearchKind {
  USER = 'USER',
  GROUP = 'GROUP',
  APPLICATION = 'APPLICATION',
  INTEGRATION = 'INTEGRATION',
  TASK = 'TASK',
  ACTION_CHAIN = 'ACTION_CHAIN',
}
registerEnumType(SearchKind, { name: 'SearchKind', description: 'What was found, and so what the id opens.' });

@ObjectType({ description: 'Something that a search has found.' })
export class SearchHit {
  @Field(() => SearchKind)
  kind: Hit['kind'];

  @Field(() => ID)
  id: string;

  @Field(() => String, { description: 'What it is called.' })
  title: string;

  @Field(() => String, { description: 'What tells it from others of the same name: an address, a description.' })
  text: string;
}
