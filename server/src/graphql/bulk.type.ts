import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { BulkItem } from '../bulk.ts';

enum BulkOutcome {
  CHANGED = 'changed',
  NOOP = 'noop',
  SKIPPED = 'skipped',
  FAILED = 'failed',
}
registerEnumType(BulkOutcome, {
  name: 'BulkOutcome',
  description: 'What became of one of many: NOOP was so already, SKIPPED was left out on purpose.',
});

@ObjectType({ description: 'What became of one of many things that were asked for together.' })
class BulkResultItem {
  @Field(() => ID)
  id: string;

  @Field(() => BulkOutcome, { description: 'What became of it.' })
  outcome: BulkItem['outcome'];

  @Field(() => String, { nullable: true, description: 'Why nothing was done; null where something was.' })
  reason: string | null;
}

@ObjectType({ description: 'What became of each of many, in their order.' })
export class BulkResult {
  @Field(() => [BulkResultItem], { description: 'One for each that was named, in that order.' })
  items: BulkItem[];

  @Field(() => Int, { description: 'How many changed.' })
  changed: number;

  @Field(() => Int, { description: 'How many were so already.' })
  noop: number;

  @Field(() => Int, { description: 'How many were left out on purpose.' })
  skipped: number;

  @Field(() => Int, { description: 'How many were refused.' })
  failed: number;
}

export function toBulkResult(items: BulkItem[]): BulkResult {
  const count = (outcome: BulkItem['outcome']) => items.filter((item) => item.outcome === outcome).length;
  return {
    items,
    changed: count('changed'),
    noop: count('noop'),
    skipped: count('skipped'),
    failed: count('failed'),
  };
}
