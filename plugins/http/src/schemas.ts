import { z } from '@joinery/plugin-sdk';

export const Config = z.object({
  baseUrl: z
    .url()
    .describe('Where every path begins, https://api.example.com/v1 for example. Nothing else can be reached'),
  probePath: z
    .string()
    .startsWith('/')
    .default('/')
    .describe('A path that answers a GET when the credentials are right; it tests the connection'),
  user: z.string().optional().describe('User name for basic authentication, with the secret "password"'),
});

const path = z.string().startsWith('/').describe('Below the base URL, with {name} for each of the parameters');
const params = z.record(z.string(), z.string()).default({}).describe('What {name} in the path stands for; escaped');
const query = z.record(z.string(), z.string()).default({}).describe('Parameters of the query');
const headers = z
  .record(z.string(), z.string())
  .default({})
  .describe('Further headers; authentication is put in by itself');
const answer = z
  .record(z.string(), z.json())
  .optional()
  .describe(
    'A JSON Schema that the answer has to fit (type, properties, required, items, enum, const); without one, any will do',
  );

export const Target = z.object({ path, params, query, headers, answer });

export const Answered = z.object({
  status: z.int(),
  body: z.json().describe('JSON, or text where it is none, or null'),
});
