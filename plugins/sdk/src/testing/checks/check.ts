/** One thing that a plugin owes. `run` rejects, with what is wrong, when it does not give it. */
export interface Check {
  name: string;
  run(): Promise<void>;
}
