import type { AnswerError } from '../define/context.ts';
import { ProviderError } from '../define/provider-error.ts';
import { dataOf } from './data-of.ts';
import type { HttpLink } from './http.ts';
import type { HttpCall, HttpCallAnswer } from './protocol.ts';

const MOST_ATTEMPTS = 6;
const FIRST_MS = 250;

/**
 * Sends until the answer's own word has nothing against it, or there is no use in asking again: the host waits, and refuses
 * what it has no time for. Throws ProviderError as the plugin's `errorOf` has it.
 */
export async function answerTo({ request, errorOf }: HttpLink, call: HttpCall): Promise<HttpCallAnswer> {
  const judge = Object.hasOwn(errorOf, call.endpoint) ? errorOf[call.endpoint] : undefined;
  for (let attempt = 1, again = {}; ; attempt += 1) {
    const answer = await request({ ...call, ...again });
    const error = judge?.({ status: answer.status, headers: answer.headers, data: dataOf(answer) });
    if (!error) return answer;
    // A status that says so too has been waited for by the host.
    const isWorthRepeating = answer.status < 400 && isPassing(error, call);
    if (!isWorthRepeating || attempt >= MOST_ATTEMPTS)
      throw new ProviderError(error.kind, error.message, { status: answer.status });
    const { retryAfterSeconds = (FIRST_MS / 1000) * 2 ** (attempt - 1) } = error;
    again = { againAfterMs: Math.ceil(Math.max(0, retryAfterSeconds) * 1000) };
  }
}

/** What was refused for now was not performed; what failed for now may have been. */
function isPassing({ kind }: AnswerError, { method, reads }: HttpCall): boolean {
  return kind === 'rate_limited' || (kind === 'unavailable' && (reads || method === 'GET'));
}
