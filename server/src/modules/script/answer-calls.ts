import { AppError } from '../../errors.ts';
import { Gate } from '../../platform/gate.ts';
import type { HostAnswer, HostCall as HostMessage, Json } from '../../sandbox/contract.ts';
import { keepInput } from './effect/kept-input.ts';
import {
  draftOf,
  type EffectDraft,
  failedEffect,
  noopEffect,
  performedEffect,
  plannedEffect,
  refusedEffect,
} from './effect/script-effect.ts';
import type { Write, WriteCall } from './host/host-call.ts';
import { HOST_CALLS } from './host/host-calls.ts';
import { toHostError } from './host-error.ts';
import type { RunScope } from './run-scope.ts';
import type { RunSink } from './script-run.ts';

/** Of one run: more would let a script that asks for everything at once take the connections of others. */
const AT_ONCE = 8;

/**
 * Answers the calls of one run.
 *
 * 1. Writes are looked into one after the other, in the order in which the script asked for them: so their numbers, and
 *    in a plan what they rest on, do not depend on chance. Only performing them goes on side by side.
 * 2. A removal is performed only when the sink says that it may be; once it has said no, nothing more is changed.
 * 3. Every write that is asked for becomes exactly one effect, a refused one too.
 */
export class CallAnswerer {
  isCapped = false;
  readonly #scope: RunScope;
  readonly #sink: RunSink;
  readonly #endRun: () => void;
  readonly #gate = new Gate(AT_ONCE);
  readonly #writes = new Gate(1);
  readonly #underWay = new Set<Promise<unknown>>();
  #lastNumber = 0;

  constructor(scope: RunScope, sink: RunSink, endRun: () => void) {
    this.#scope = scope;
    this.#sink = sink;
    this.#endRun = endRun;
  }

  async answer(message: HostMessage): Promise<HostAnswer> {
    const work = this.#gate.run(() => this.#perform(message));
    this.#underWay.add(work);
    try {
      return { ok: true, value: await work };
    } catch (error) {
      return { ok: false, ...toHostError(this.#scope, message.name, error) };
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** Waits for what is under way: the sink hears of every effect before the outcome. */
  async settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  async #perform({ name, input }: HostMessage): Promise<Json> {
    if (this.#scope.signal.aborted) throw new AppError('PRECONDITION_FAILED', 'the run has ended');
    const call = HOST_CALLS.get(name);
    if (!call) throw new AppError('INVALID_INPUT', `there is no call ${name}`);
    if (call.access === 'read') return call.answer(this.#scope, input);
    const asRead = call.asRead?.(input);
    return asRead ? asRead.answer(this.#scope, input) : this.#write(call, input);
  }

  async #write(call: WriteCall, input: Json): Promise<Json> {
    const admitted = await this.#writes.run(() => this.#admit(call, input));
    if ('answer' in admitted) return admitted.answer;
    const { write, draft } = admitted;
    try {
      const performed = await write.perform();
      this.#sink.effect(performedEffect(this.#scope, draft, performed));
      return performed.value;
    } catch (error) {
      const { code, message } = toHostError(this.#scope, draft.kind, error);
      this.#sink.effect(failedEffect(this.#scope, draft, `${code}: ${message}`));
      throw error;
    }
  }

  /** Up to where a write is to be performed; or its answer, where there is nothing to perform. */
  async #admit(call: WriteCall, input: Json): Promise<{ write: Write; draft: EffectDraft } | { answer: Json }> {
    if (this.isCapped) throw this.#capped();
    this.#lastNumber += 1;
    const kept = { number: this.#lastNumber, data: await keepInput(this.#scope, input) };
    const write = await call.prepare(this.#scope, input).catch((error) => this.#refuse(call, { ...kept, error }));
    const draft = draftOf(this.#scope, kept, write);
    if (write.noop !== undefined) {
      this.#sink.effect(noopEffect(this.#scope, draft));
      return { answer: write.noop };
    }
    if (this.#scope.planned) return { answer: this.#plan(write, draft) };
    if (draft.isRemoval && !(await this.#sink.mayRemove(draft))) return this.#stopAt(draft);
    return { write, draft };
  }

  /** Told as what it is to whoever reads the run; to the script it is thrown. */
  #refuse(
    call: WriteCall,
    { error, ...kept }: { number: number; data: Record<string, unknown>; error: unknown },
  ): never {
    const kind = call.kindOf?.(kept.data) ?? call.kinds[0] ?? '';
    const { code, message } = toHostError(this.#scope, kind, error);
    this.#sink.effect(refusedEffect(this.#scope, { ...kept, kind }, `${code}: ${message}`));
    throw error;
  }

  #plan(write: Write, draft: EffectDraft): Json {
    const standIn = write.standIn();
    this.#scope.planned?.touch(write.objects);
    this.#sink.effect(plannedEffect(this.#scope, draft, standIn));
    return standIn.value;
  }

  #stopAt(draft: EffectDraft): never {
    this.isCapped = true;
    this.#sink.effect(failedEffect(this.#scope, draft, 'the removal cap of the task is reached', 'skipped'));
    this.#endRun();
    throw this.#capped();
  }

  #capped(): AppError {
    const message = 'the task may not remove more: the run waits for somebody to confirm it';
    return new AppError('PRECONDITION_FAILED', message, { reason: 'REMOVAL_CAP' });
  }
}
