import { cron } from './cron.bench.ts';
import { deliveries } from './deliveries.bench.ts';
import { fairness } from './fairness.bench.ts';
import { flows } from './flows.bench.ts';
import { runBenches } from './harness/run-benches.ts';
import { latency } from './latency.bench.ts';
import { mutations } from './mutations.bench.ts';
import { plugin } from './plugin.bench.ts';
import { portal } from './portal.bench.ts';
import { sandbox } from './sandbox.bench.ts';
import { subscriptions } from './subscriptions.bench.ts';

// `latency` loads the server with half of what `deliveries` found.
await runBenches({ deliveries, latency, mutations, fairness, subscriptions, sandbox, cron, plugin, flows, portal });
