import { MOST_MESSAGE_CHARACTERS } from './contract.ts';
import { SCRIPT_FILE } from './isolate.ts';

const PLACE = new RegExp(`${SCRIPT_FILE.replace('.', '[.]')}:(\\d{1,9}):(\\d{1,9})`);
/** isolated-vm writes the place of a syntax error behind the message. */
const PLACE_IN_MESSAGE = new RegExp(` \\[${SCRIPT_FILE.replace('.', '[.]')}:\\d+:\\d+\\]$`);

/** What an error that came out of the guest says, and where in the script it arose. It may be any value at all. */
export function placeIn(error: unknown): { message: string; line?: number; column?: number } {
  if (!(error instanceof Error)) return { message: `threw ${String(error)}`.slice(0, MOST_MESSAGE_CHARACTERS) };
  const text = String(error.message);
  const place = PLACE.exec(text.slice(-200)) ?? PLACE.exec(String(error.stack).slice(0, 20_000));
  const message = `${error.name}: ${text.replace(PLACE_IN_MESSAGE, '')}`.slice(0, MOST_MESSAGE_CHARACTERS);
  return place ? { message, line: Number(place[1]), column: Number(place[2]) } : { message };
}
