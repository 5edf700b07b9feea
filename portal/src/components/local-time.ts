/** A time as an input of the type `datetime-local` takes it, in the viewer's zone. */
export function toLocalInput(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** What stands in such an input; null where nothing whole does. */
export function fromLocalInput(text: string): Date | null {
  const at = new Date(text);
  return text && !Number.isNaN(at.getTime()) ? at : null;
}
