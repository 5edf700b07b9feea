export type { Check } from './checks/check.ts';
export { type ConformanceSuite, conformanceSuite } from './conformance.ts';
export type { ActionScenarios, RunningTwin, Scenario, SeenRequest, TwinHarness } from './harness.ts';
export { runPlugin, type TestConnection, type TestOrder, type TestRun, type TestRunOptions } from './run-plugin.ts';
export { startTwinServer, type TwinAnswer, type TwinRequest, type TwinServer } from './twin-server.ts';
