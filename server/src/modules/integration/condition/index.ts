export { type CompiledConditions, type CompileResult, compileConditions } from './compile.ts';
export {
  CONDITION_OPERATORS,
  type Condition,
  type ConditionGroup,
  type ConditionNode,
  type ConditionOperator,
  type Conditions,
} from './condition.ts';
export type { ExplainedCondition } from './explain.ts';
