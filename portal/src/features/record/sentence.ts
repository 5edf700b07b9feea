import { nameOfPerson } from '@/components/name-of-person';
import type { ToldRecord } from './record';
import { WORDINGS } from './wordings';

/** Of these, who did it is whom it happened to: nobody was signed in yet. */
const OF_THEMSELVES = /^login[.]/;

/** One record as a person would tell it: `Ada Example added Bo to backend`. */
export function sentenceOf(record: ToldRecord): string {
  if (record.erasedAt) return 'What was written here was erased after the retention; its place and proof stay.';
  const wording = WORDINGS[record.action];
  const who = OF_THEMSELVES.test(record.action) ? personOf(record) : actorOf(record);
  if (!wording)
    return `${who}: ${record.action.replace(/[._]/g, ' ')}${record.targetName ? ` ${record.targetName}` : ''}`;
  const to = wording.to.replace(/\{(\w+)\}/g, (_, name: string) => nameIn(record, name));
  const isTried = record.outcome === 'FAILED' && wording.tried !== undefined;
  const told = [who, isTried ? `tried to ${wording.tried}` : wording.done, to].filter(Boolean).join(' ');
  const isExpected = wording.isLook && record.outcome === 'NOOP';
  return `${told}${wording.tried === undefined || isExpected ? '' : endingOf(record)}`;
}

function endingOf({ outcome }: ToldRecord): string {
  if (outcome === 'FAILED') return ', which did not work';
  if (outcome === 'NOOP') return ', which changed nothing';
  return outcome === 'SKIPPED' ? ', which was skipped' : '';
}

/** Who did it, as far as is known. */
function actorOf({ actor, actorEmail, actorKind, detail }: ToldRecord): string {
  if (actorKind === 'task') return `The task ${textIn(detail, 'task') ?? 'of a script'}`;
  const name = actor ? nameOfPerson(actor) : (actorEmail ?? (actorKind === 'system' ? 'Joinery' : 'Somebody'));
  return actorKind === 'api_token' ? `${name} (by an API token)` : name;
}

function nameIn(record: ToldRecord, name: string): string {
  if (name === 'target') return record.targetName ?? inPlainWords(record.targetType);
  if (name === 'person') return personOf(record);
  if (name === 'request') return (textIn(record.detail, name) ?? 'of a script').replace(/^http /, '');
  if (name === 'place') return partsOf(record)[1] ?? 'it';
  return textIn(record.detail, name) ?? changedTo(record.detail, name) ?? '';
}

function personOf(record: ToldRecord): string {
  if (record.user) return nameOfPerson(record.user);
  return partsOf(record)[0] || 'somebody';
}

/** `bo@example.com in backend`: the name of a membership or a role says both of its ends. */
function partsOf({ targetName }: ToldRecord): [subject: string, place?: string] {
  const name = targetName ?? '';
  const at = name.indexOf(' in ');
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 4)];
}

/** A field of what was made, as it is now, or of what is no more, as it was. */
function changedTo(detail: unknown, name: string): string | null {
  const { new: after, old: before } = (detail ?? {}) as { new?: unknown; old?: unknown };
  return textIn(after, name) ?? textIn(before, name);
}

function textIn(detail: unknown, name: string): string | null {
  const value = (detail as Record<string, unknown> | null)?.[name];
  return typeof value === 'string' ? value : null;
}

/** `action_flow` as words inside a sentence. */
export function inPlainWords(name: string): string {
  return name.replace(/[._]/g, ' ');
}
