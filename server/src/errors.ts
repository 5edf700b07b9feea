/**
 * The one error class of the product and the closed list of its codes. What a caller may see of an
 * error is decided here, once; `cause` is for the log only.
 */
export const ERROR_CODES = {
  UNAUTHENTICATED: { httpStatus: 401, logLevel: 'info' },
  FORBIDDEN: { httpStatus: 403, logLevel: 'info' },
  NOT_FOUND: { httpStatus: 404, logLevel: 'info' },
  INVALID_INPUT: { httpStatus: 400, logLevel: 'info' },
  CONFLICT: { httpStatus: 409, logLevel: 'info' },
  LIMIT_EXCEEDED: { httpStatus: 429, logLevel: 'warn' },
  PRECONDITION_FAILED: { httpStatus: 412, logLevel: 'info' },
  UPSTREAM_FAILED: { httpStatus: 502, logLevel: 'warn' },
  INTERNAL: { httpStatus: 500, logLevel: 'error' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One wrong field of an input: where it is (`actions.0.http.url`) and what to do about it. */
export interface FieldError {
  path: string;
  message: string;
}

export interface AppErrorOptions {
  cause?: unknown;
  fields?: FieldError[];
  /** A machine-readable refinement of the code, e.g. `MFA_REQUIRED`. */
  reason?: string;
  /** When it makes sense to try again, in seconds. */
  retryAfterSeconds?: number;
  /** What a client needs to go on, shown beside the code: the permissions that are yet to be accepted, say. */
  extensions?: Readonly<Record<string, unknown>>;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly fields: FieldError[] | undefined;
  readonly reason: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fields = options.fields;
    this.reason = options.reason;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.extensions = options.extensions;
  }
}

/** `INVALID_INPUT` for one or more named fields. */
export function invalidInput(fields: FieldError[]): AppError {
  const summary = fields.map((field) => `${field.path}: ${field.message}`).join('; ');
  return new AppError('INVALID_INPUT', summary, { fields });
}

export function invalidField(path: string, message: string): AppError {
  return invalidInput([{ path, message }]);
}
