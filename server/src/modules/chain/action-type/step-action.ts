export type JsonSchema = Readonly<Record<string, unknown>>;

/** What undoes an action, and what its input comes from: `input.x`, `output.x`, or a value. */
export interface Inverse {
  action: string;
  input: Readonly<Record<string, string | { value?: unknown }>>;
}

/** An action as a step has it, whoever performs it. */
export interface StepAction {
  id: string;
  title: string;
  description: string;
  input: JsonSchema;
  output: JsonSchema;
  effect: 'read' | 'write' | 'destructive';
  idempotent: boolean;
  inverse: Inverse | null;
  /** Whether it asks people, for whose decision the step then waits. */
  asksApproval?: boolean;
  /** The plugin, and the version of it that the connection has now; null for what Joinery does itself. */
  plugin: { id: string; versionId: string } | null;
}
