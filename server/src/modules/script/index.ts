export type { LogLine, Sandbox } from '../../sandbox/contract.ts';
export type { Diagnostic } from './check/diagnostic.ts';
export { type CompiledScript, checkScript, compileScript } from './compile.ts';
export { executeScript } from './execute.ts';
export type { StartFlow } from './host/flows.ts';
export { checkBasis, performEffect, recallPerformed } from './perform-effect.ts';
export { ScriptResolver } from './script.resolver.ts';
export type { EffectOutcome, RunSink, ScriptEffect, ScriptOutcome, ScriptRun, ScriptTrigger } from './script-run.ts';
export { ScriptTemplateResolver } from './script-template.resolver.ts';
