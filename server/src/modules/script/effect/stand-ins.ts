import { AppError } from '../../../errors.ts';
import { createMasker } from '../../../platform/masking.ts';
import type { Performed } from '../host/host-call.ts';

/** How the stand-ins of secrets begin: one that is left must never be sent for the real one. */
export const PLANNED_SECRET = 'planned-secret-';

/** Finds one in any encoding. */
const hidePlannedSecret = createMasker([PLANNED_SECRET]);

/** What a plan's stand-ins have become: the id of the user that it only imagined, say. */
export class StandIns {
  readonly #real = new Map<string, string>();
  /** Those of the real ones that no effect may show. */
  readonly secrets = new Set<string>();

  /** `planned` is the result of a planned effect, `performed` what performing it made, under the same names. */
  learn(planned: unknown, { made, secret }: Pick<Performed, 'made' | 'secret'>): void {
    const real = { ...made, ...secret };
    for (const value of Object.values(secret ?? {})) this.secrets.add(value);
    for (const [name, standIn] of Object.entries(planned ?? {})) {
      const value = real[name];
      if (typeof standIn === 'string' && typeof value === 'string') this.#real.set(standIn, value);
    }
  }

  /** The text with what is real in their place. PRECONDITION_FAILED where one hides in another encoding. */
  replace(text: string): string {
    let replaced = text;
    for (const [standIn, real] of this.#real) replaced = replaced.replaceAll(standIn, real);
    if (hidePlannedSecret(replaced) !== replaced) {
      const message =
        'this effect needs a secret that an effect before it made, and that is shown only once; run the task instead';
      throw new AppError('PRECONDITION_FAILED', message);
    }
    if (this.#real.size === 0 || createMasker([...this.#real.keys()])(replaced) === replaced) return replaced;
    const message =
      'this effect holds, in another encoding, the id of something that only the plan knew; run the task instead';
    throw new AppError('PRECONDITION_FAILED', message);
  }
}
