const MASK = '••••••';

/** The kit's own masking: values as they are, percent-encoded, escaped as in JSON, and in base64. */
export function maskerOf(values: readonly string[]): (text: string) => string {
  const forms = [...new Set(values.flatMap(formsOf))].filter((form) => form !== '').sort((a, b) => b.length - a.length);
  return (text) => forms.reduce((masked, form) => masked.replaceAll(form, MASK), text);
}

export function formsOf(value: string): string[] {
  return [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), Buffer.from(value).toString('base64')];
}
