import { GraphQLJSON } from 'graphql-scalars';
import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { z } from 'zod';
import {
  CONDITION_OPERATORS,
  type Condition,
  type ConditionGroup,
  type ConditionNode,
  type ConditionOperator,
} from './condition/index.ts';

export const ConditionOperatorEnum = Object.fromEntries(CONDITION_OPERATORS.map((name) => [name, name])) as {
  [Name in ConditionOperator]: Name;
};
registerEnumType(ConditionOperatorEnum, {
  name: 'ConditionOperator',
  description: 'How a condition compares. MATCHES takes an RE2 pattern; GT to LTE compare numbers and times.',
});

@InputType({ description: 'One test of one field, or a group of them: `all` must hold, and at least one of `any`.' })
export class ConditionInput {
  @Field(() => String, {
    nullable: true,
    description: 'A payload field, `user_email` or `user.email`; `previous.user_email`; `event.type`, `actor.email`.',
  })
  field?: string | null;

  @Field(() => ConditionOperatorEnum, { nullable: true })
  operator?: ConditionOperator | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What to compare with: a text, number or boolean; a list of them for IN and NOT_IN.',
  })
  value?: unknown;

  @Field(() => Int, { nullable: true, description: 'Its place among the others; without it, the order written.' })
  order?: number | null;

  @Field(() => [ConditionInput], { nullable: true, description: 'Instead of a field: all of these must hold.' })
  all?: ConditionInput[] | null;

  @Field(() => [ConditionInput], { nullable: true, description: 'Instead of a field: one of these must hold.' })
  any?: ConditionInput[] | null;
}

/** What a condition says is checked when it is compiled; here only that it is one. */
export const NewConditions = z.array(
  z.custom<ConditionInput>((value) => typeof value === 'object' && value !== null, 'must be a condition or a group'),
);

/** Deeper than the compiler allows, so that it is the compiler that refuses, with a path. */
const DEEPEST = 10;

/** The form that is compiled and stored: in the order written, so that a refusal names the place written. */
export function toConditions(inputs: readonly ConditionInput[]): ConditionGroup {
  return { all: toNodes(inputs, 1) };
}

function toNodes(inputs: readonly ConditionInput[], depth: number): ConditionNode[] {
  return depth > DEEPEST ? [] : inputs.map((input) => toNode(input, depth));
}

function toNode({ field, operator, value, all, any }: ConditionInput, depth: number): ConditionNode {
  const group = {
    ...(all ? { all: toNodes(all, depth + 1) } : {}),
    ...(any ? { any: toNodes(any, depth + 1) } : {}),
  };
  if (!all && !any) return { field: field as string, operator: operator as ConditionOperator, value: toValue(value) };
  return (field ? { ...group, field } : group) as ConditionNode;
}

function toValue(value: unknown): Condition['value'] {
  return (Array.isArray(value) ? value.map(toText) : toText(value)) as Condition['value'];
}

function toText(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : (value ?? null);
}

/** The same in the order that the client numbered. */
export function inOrder(inputs: readonly ConditionInput[]): ConditionInput[] {
  const placed = inputs.map((input, index) => ({ input, place: input.order ?? index + 1 }));
  return placed.sort((a, b) => a.place - b.place).map(({ input }) => input);
}
