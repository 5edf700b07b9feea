/** What to call a person: their name, or their address where there is none. */
export function nameOfPerson(person: { firstName: string; lastName: string; email: string }): string {
  return `${person.firstName} ${person.lastName}`.trim() || person.email;
}
