/** Ends the attempt: a write was held back, because the run only plans. */
export class Planned extends Error {
  constructor() {
    super('this run plans; the request was not sent');
    this.name = 'Planned';
  }
}

/** Ends the attempt until a time. */
export class Asleep extends Error {
  readonly until: Date;

  constructor(until: Date) {
    super(`asleep until ${until.toISOString()}`);
    this.name = 'Asleep';
    this.until = until;
  }
}
