import { COMMON_PASSWORD_WORDS, KEYBOARD_RUNS } from './common-passwords.ts';

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 200;

const MIN_DISTINCT_CHARACTERS = 5;
/** With more than this share of neighbours among the steps from character to character, it is a run. */
const MAX_RUN_SHARE = 0.7;
/** Shorter parts of a name or an address occur in good passwords by chance. */
const MIN_PERSONAL_PART = 4;
/** With a common word taken out, so many letters must be left for it not to be that word with decoration. */
const MIN_LETTERS_BESIDE_WORD = 4;

export interface PasswordOwner {
  email?: string;
  /** Other words that an attacker would try for this person: names, the organisation. */
  words?: readonly string[];
}

/** Length in code points, as NIST counts it. */
export function passwordLength(password: string): number {
  return [...password.normalize('NFKC')].length;
}

/**
 * What is wrong with a new password, as the end of a sentence about it, or null. After NIST SP 800-63B-4 §3.1.1.2:
 * length and a blocklist (common words, runs, repetitions, the person's own), no rules of composition.
 */
export function checkPasswordStrength(password: string, owner: PasswordOwner = {}): string | null {
  const length = passwordLength(password);
  if (length < MIN_PASSWORD_LENGTH) return `must have at least ${MIN_PASSWORD_LENGTH} characters`;
  if (length > MAX_PASSWORD_LENGTH) return `must have at most ${MAX_PASSWORD_LENGTH} characters`;
  const lower = password.normalize('NFKC').toLowerCase();
  const characters = [...lower];
  if (new Set(characters).size < MIN_DISTINCT_CHARACTERS) return 'repeats too few different characters';
  if (isRun(characters)) return 'is a run of neighbouring keys or letters';
  if (personalParts(owner).some((part) => lower.includes(part))) return 'must not contain your name or email address';
  if (isCommonWord(lower) || isCommonWord(plainSpelling(lower))) return 'is a common password with some decoration';
  return null;
}

function personalParts({ email, words = [] }: PasswordOwner): string[] {
  const localPart = email?.split('@')[0] ?? '';
  return [localPart, ...words].map((part) => part.toLowerCase()).filter((part) => part.length >= MIN_PERSONAL_PART);
}

function isRun(characters: readonly string[]): boolean {
  const steps = characters.slice(1).map((character, index) => (characters[index] ?? '') + character);
  return steps.filter(areNeighbours).length > steps.length * MAX_RUN_SHARE;
}

function areNeighbours(pair: string): boolean {
  const reversed = [...pair].reverse().join('');
  return pair === reversed || KEYBOARD_RUNS.some((run) => run.includes(pair) || run.includes(reversed));
}

function isCommonWord(text: string): boolean {
  return COMMON_PASSWORD_WORDS.some((word) => {
    const rest = text.replaceAll(word, '');
    return rest.length < text.length && (rest.match(/\p{L}/gu)?.length ?? 0) < MIN_LETTERS_BESIDE_WORD;
  });
}

const LOOK_ALIKES = new Map(
  Object.entries({ '@': 'a', 4: 'a', 3: 'e', 0: 'o', 1: 'i', '!': 'i', $: 's', 5: 's', 7: 't' }),
);

/** `p@ssw0rd` as `password`. */
function plainSpelling(text: string): string {
  return text.replace(/[@4301!$57]/g, (character) => LOOK_ALIKES.get(character) ?? character);
}
