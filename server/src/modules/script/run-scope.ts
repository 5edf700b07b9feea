import type { Context } from '../../context.ts';
import type { Services } from '../../services.ts';
import { DirectoryView } from './directory/directory-view.ts';
import { PlannedChanges } from './directory/planned-changes.ts';
import { LearnedCredentials } from './effect/learned-credentials.ts';
import { RunMask } from './effect/run-mask.ts';
import { SecretNames } from './effect/secret-names.ts';
import type { StartFlow } from './host/flows.ts';
import type { ScriptRun } from './script-run.ts';
import { taskContext } from './task-context.ts';

/** What scripts are run with: the process's services, and what modules above this one do for them. */
export interface ScriptServices extends Services {
  startFlow?: StartFlow;
}

/** What the host calls of one run work with. */
export interface RunScope {
  ctx: Context;
  run: ScriptRun;
  mask: RunMask;
  names: SecretNames;
  /** Credentials of others that the script has come by. */
  learned: LearnedCredentials;
  /** The directory as the script sees it: in a plan, with what it would have changed by now. */
  directory: DirectoryView;
  planned: PlannedChanges | null;
  startFlow: StartFlow | undefined;
  /** Ends what is under way when the run ends. */
  signal: AbortSignal;
  /** Access tokens of other services, for as long as the run takes. */
  tokens: Map<string, Promise<string>>;
}

export function openScope(services: ScriptServices, run: ScriptRun, signal: AbortSignal): RunScope {
  const ctx = taskContext(services, run);
  const planned = run.mode === 'plan' ? new PlannedChanges() : null;
  const directory = new DirectoryView(ctx, planned);
  const mask = new RunMask(Object.values(run.secrets));
  const learned = new LearnedCredentials((credential) => mask.add(credential));
  const names = new SecretNames(run.secrets);
  const { startFlow } = services;
  return { ctx, run, mask, names, learned, directory, planned, startFlow, signal, tokens: new Map() };
}
