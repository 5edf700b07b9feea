export type { ToldRecord } from './record';
export { inPlainWords, sentenceOf } from './sentence';
export { WORDINGS } from './wordings';
