/** What is wrong with what the caller wants: said as it is, without a stack. */
export class Complaint extends Error {}

/** What a command is given. */
export interface Given {
  positionals: string[];
  /** The plugin's. */
  folder: string;
  input?: string | undefined;
  plan?: boolean | undefined;
  key?: string | undefined;
  kid?: string | undefined;
  challenge?: string | undefined;
  server?: string | undefined;
  token?: string | undefined;
}
