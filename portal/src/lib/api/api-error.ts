/** What is wrong with one input: `path` is the field's name, as in `email` or `steps.0.name`. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

interface Problem {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    readonly reason?: string;
    readonly fields?: readonly FieldProblem[];
    readonly errorId?: string;
    readonly requestId?: string;
    readonly [more: string]: unknown;
  };
}

/** The one form in which the portal knows that something was refused or failed. */
export class ApiError extends Error {
  readonly code: string;
  readonly reason: string | undefined;
  readonly fields: readonly FieldProblem[];
  /** Under which the server's log has more. */
  readonly requestId: string | undefined;
  /** Whatever else the API told. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor({ message, extensions = {} }: Problem) {
    super(message);
    this.name = 'ApiError';
    this.code = extensions.code ?? 'INTERNAL';
    this.reason = extensions.reason;
    this.fields = extensions.fields ?? [];
    this.requestId = extensions.requestId ?? extensions.errorId;
    this.extensions = extensions;
  }
}

/** Turns a GraphQL answer into its data. Throws ApiError. */
export function dataOf<Data>(answer: { data?: Data | null; errors?: readonly Problem[] }): Data {
  const [problem] = answer.errors ?? [];
  if (problem) throw new ApiError(problem);
  if (answer.data) return answer.data;
  throw new ApiError({ message: 'The server gave no answer.' });
}

/** Whatever was thrown, in words for a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
