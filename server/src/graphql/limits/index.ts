import { checkCost, type MeasuredOperation } from './cost.ts';
import { checkTexts, checkVariables } from './values.ts';

export { BOUNDS, overBound } from './bounds.ts';
export { readDocument } from './document.ts';

/** Refuses a valid operation that asks for too much or brings values that cannot be, before any resolver runs. */
export function checkOperation(measured: MeasuredOperation): void {
  checkVariables(measured.variables);
  checkTexts(measured.document);
  checkCost(measured);
}
