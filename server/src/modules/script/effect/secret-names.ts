import { AppError } from '../../../errors.ts';

const MASK = '••••••';

/** How a secret may stand in a text that is sent, and how it is written there again. */
const FORMS: Record<string, (value: string) => string> = {
  plain: (value) => value,
  url: encodeURIComponent,
  form: (value) => new URLSearchParams({ '': value }).toString().slice(1),
  json: (value) => JSON.stringify(value).slice(1, -1),
  base64: (value) => Buffer.from(value).toString('base64'),
  // As `btoa` makes it of a text with accents; of any other it is the same.
  latin1: (value) => Buffer.from(value, 'latin1').toString('base64'),
};
const BASIC = /\bBasic ([A-Za-z0-9+/]{8,}={0,2})/g;
const PLACEHOLDER = /\{\{(.*?)\}\}/g;
const SECRET = /^secrets\.(.+?)(?: \| (\w+))?$/;

/**
 * Writes secrets into effects by name and takes them out again, so that an effect can be kept, shown and performed
 * later. `{{secrets.NAME}}` is the secret, `{{secrets.NAME | json}}` the secret in that form, `{{basic …}}` a user and
 * password in base64, percent-encoded with the secrets by name, and `{{braces}}` two braces that the script wrote.
 */
export class SecretNames {
  readonly #secrets: Readonly<Record<string, string>>;
  readonly #placeholders = new Map<string, string>();
  readonly #pattern: RegExp;

  constructor(secrets: Readonly<Record<string, string>>) {
    this.#secrets = secrets;
    for (const [name, value] of Object.entries(secrets)) this.#addForms(name, value);
    this.#placeholders.set('{{', '{{braces}}');
    const texts = [...this.#placeholders.keys()].sort((a, b) => b.length - a.length);
    this.#pattern = new RegExp(texts.map((text) => literally(text)).join('|'), 'g');
  }

  #addForms(name: string, value: string): void {
    if (value === '') return;
    for (const [form, write] of Object.entries(FORMS)) {
      const text = write(value.toWellFormed());
      if (this.#placeholders.has(text)) continue;
      this.#placeholders.set(text, form === 'plain' ? `{{secrets.${name}}}` : `{{secrets.${name} | ${form}}}`);
    }
  }

  /** Secrets replaced by their names. */
  name(text: string): string {
    const parts: string[] = [];
    let position = 0;
    for (const match of text.matchAll(BASIC)) {
      const credentials = this.#nameInside(match[1] ?? '');
      if (credentials === undefined) continue;
      parts.push(this.#nameIn(text.slice(position, match.index)), `Basic {{basic ${credentials}}}`);
      position = match.index + match[0].length;
    }
    parts.push(this.#nameIn(text.slice(position)));
    return parts.join('');
  }

  #nameIn(text: string): string {
    return text.replace(this.#pattern, (found) => this.#placeholders.get(found) ?? found);
  }

  #nameInside(base64: string): string | undefined {
    const text = Buffer.from(base64, 'base64').toString();
    const named = this.#nameIn(text);
    return named === text ? undefined : encodeURIComponent(named);
  }

  /** Names replaced by secrets. PRECONDITION_FAILED where one is gone, or was masked instead of named. */
  fill(text: string): string {
    if (text.includes(MASK)) {
      const message = 'this effect holds a secret in a form that a plan cannot keep; run the task instead';
      throw new AppError('PRECONDITION_FAILED', message);
    }
    return text.replace(PLACEHOLDER, (_placeholder, inside: string) => this.#valueOf(inside));
  }

  #valueOf(inside: string): string {
    if (inside === 'braces') return '{{';
    if (inside.startsWith('basic ')) {
      return Buffer.from(this.fill(decodeURIComponent(inside.slice('basic '.length)))).toString('base64');
    }
    const [, name = '', form = 'plain'] = SECRET.exec(inside) ?? [];
    const value = this.#secrets[name];
    if (value === undefined) {
      throw new AppError('PRECONDITION_FAILED', `the secret ${name || inside} that this effect needs is gone`);
    }
    return (FORMS[form] ?? String)(value);
  }
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** The same change in every text of a value of JSON. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]));
}
