/**
 * The fields of a line as Argo CD's reader of CSV has them: blanks before a field do not count, one in double quotes may
 * hold commas. undefined for what that reader refuses.
 */
export function fieldsOf(line: string): string[] | undefined {
  const fields: string[] = [];
  for (let rest = line.trim(); ; ) {
    const found = /^\s*(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/.exec(rest);
    if (!found) return undefined;
    const [whole, quoted, plain = '', end] = found;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') return fields;
    rest = rest.slice(whole.length);
  }
}

/** A field as it is written, so that it is read as the same. */
export function field(text: string): string {
  return /[",]|^\s/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
