import type { Config } from '../../config.ts';
import type { ToldEvent } from './topics.ts';
import { type Told, wordingOf } from './wordings.ts';

const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 4000;
const WHY =
  'You get this because the settings of your organisation in Joinery name you. Of the same thing you hear once an hour at most.';

export interface Letter {
  /** The id of what it is about: of which one hears once an hour. */
  about: string;
  subject: string;
  text: string;
}

/** What a person reads of an event. */
export function letterOf(
  { portalUrl }: Pick<Config, 'portalUrl'>,
  type: ToldEvent,
  { data, firedAt }: { data: unknown; firedAt: Date },
): Letter {
  const { about, subject, lines, place } = wordingOf(type, data);
  const text = [...lines, whereIn(portalUrl, place), `At ${firedAt.toISOString()}.`];
  return {
    about,
    subject: oneLine(subject),
    text: [...text.map((line) => line.slice(0, LONGEST_TEXT)), WHY].join('\n\n'),
  };
}

/** A link where the portal's address is known; else where to look. */
function whereIn(portalUrl: string | undefined, { path, name }: Told['place']): string {
  return portalUrl === undefined ? `In the portal: ${name}.` : `In the portal: ${portalUrl}${path}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, LONGEST_SUBJECT);
}
