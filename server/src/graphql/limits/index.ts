export { BOUNDS } from './bounds.ts';
export { checkCost } from './cost.ts';
export { checkTokens } from './tokens.ts';
