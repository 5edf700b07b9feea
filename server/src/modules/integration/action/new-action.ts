import { z } from 'zod';
import type { Binding } from '../../chain/index.ts';
import { isForbiddenHeader, isHeaderName } from './headers.ts';
import { HTTP_METHODS, LOG_LEVELS } from './stored-action.ts';

const MOST_HEADERS = 50;
const MOST_TEMPLATE = 64 * 1024;

const id = z.string().nullish();
const text = (most: number) => z.string().max(most, `must have at most ${most} characters`);
const given = (schema: z.ZodString) => schema.refine((value) => value.trim() !== '', 'must not be empty');
const secret = text(8192).nullish();
const integer = (min: number, max: number) => {
  const range = `must be a whole number from ${min} to ${max}`;
  return z.number(range).int(range).min(min, range).max(max, range);
};
const timeoutSeconds = integer(1, 60)
  .nullish()
  .transform((value) => value ?? 10);
const maxRetries = integer(0, 20)
  .nullish()
  .transform((value) => value ?? 0);

const headerName = text(256)
  .refine(isHeaderName, 'is not the name of a header: letters, digits and - are')
  .refine((name) => !isForbiddenHeader(name), 'is set by Joinery and cannot be given');

const headers = z
  .array(z.object({ name: headerName, value: text(8192) }))
  .max(MOST_HEADERS, `must be at most ${MOST_HEADERS}`)
  .nullish()
  .transform((value) => value ?? [])
  .superRefine((list, issues) => {
    const seen = new Set<string>();
    for (const [index, { name }] of list.entries()) {
      const isRepeated = seen.has(name.toLowerCase());
      if (isRepeated) issues.addIssue({ code: 'custom', path: [index, 'name'], message: 'is given twice' });
      seen.add(name.toLowerCase());
    }
  });

const auth = z
  .object({
    type: z.enum(['NONE', 'BEARER', 'BASIC'], 'must be NONE, BEARER or BASIC'),
    token: secret,
    username: text(256).nullish(),
    password: secret,
  })
  .nullish();

export const NewHttpAction = z.object({
  id,
  method: z.enum(HTTP_METHODS, `must be one of ${HTTP_METHODS.join(', ')}`),
  url: given(text(4096)),
  headers,
  body: text(MOST_TEMPLATE).nullish(),
  timeoutSeconds,
  maxRetries,
  auth,
  sign: z
    .boolean()
    .nullish()
    .transform((value) => value ?? true),
});
export type NewHttpAction = z.infer<typeof NewHttpAction>;

export const NewSlackAction = z.object({
  id,
  webhookUrl: text(4096).nullish(),
  message: given(text(MOST_TEMPLATE)),
  timeoutSeconds,
  maxRetries,
});
export type NewSlackAction = z.infer<typeof NewSlackAction>;

export const NewLogAction = z.object({
  id,
  message: given(text(MOST_TEMPLATE)),
  level: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .nullish()
    .transform((value) => value ?? 'INFO'),
});
export type NewLogAction = z.infer<typeof NewLogAction>;

export const NewTriggerTaskAction = z.object({ id, taskId: z.string() });
export type NewTriggerTaskAction = z.infer<typeof NewTriggerTaskAction>;

const binding = z.json() as z.ZodType<Binding>;

export const NewStartFlowAction = z.object({
  id,
  chainId: z.string(),
  input: binding.nullish().transform((value): Binding => value ?? {}),
  subjectId: binding.nullish().transform((value): Binding => value ?? null),
});
export type NewStartFlowAction = z.infer<typeof NewStartFlowAction>;

/** An action as a client sends it: exactly one of its kinds. */
export const NewAction = z
  .object({
    http: NewHttpAction.nullish(),
    slack: NewSlackAction.nullish(),
    log: NewLogAction.nullish(),
    triggerTask: NewTriggerTaskAction.nullish(),
    startFlow: NewStartFlowAction.nullish(),
  })
  .refine(
    (action) => Object.values(action).filter((part) => part != null).length === 1,
    'must be exactly one of http, slack, log, triggerTask and startFlow',
  );
export type NewAction = z.infer<typeof NewAction>;
