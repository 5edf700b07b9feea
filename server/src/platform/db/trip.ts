import pg from 'pg';

/** What a connection asks of a query that it waits for, besides what pg's types tell. */
interface Listening extends Omit<pg.Query, 'submit'> {
  name: string;
  text: string;
  submit(connection: TripConnection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: TripConnection): void;
  handleEmptyQuery(connection: TripConnection): void;
  handleError(error: Error, connection: TripConnection): void;
  handleReadyForQuery(connection: TripConnection): void;
}

interface TripConnection extends pg.Connection {
  /** Names that were sent to be prepared and are not known to be. */
  submittedNamedStatements: Record<string, string>;
  sync(): void;
}

type Answer = (error: Error | null, result: pg.QueryResult) => void;
const Query = pg.Query as unknown as new (
  config: pg.QueryConfig & { queryMode: 'extended' },
  answer?: Answer,
) => Listening;

export interface TripStatement {
  config: pg.QueryConfig;
  answer: Answer;
}

/**
 * Statements that travel together: one write, and one Sync behind them all, so that the server answers them in one
 * write as well. pg by itself ends each with a Sync, and is answered each by itself. After one that fails the
 * server leaves out the rest of the trip, which then fails of the same.
 *
 * The connection takes it for one query; each statement is a query of pg's own inside of it. What pg looks up by
 * the query that it waits for, `name` and `text`, is that of the statement whose answer comes next.
 */
export class Trip extends Query {
  readonly #queries: Listening[];
  #answered = 0;

  constructor(statements: TripStatement[]) {
    super({ text: '', queryMode: 'extended' });
    this.#queries = statements.map(({ config, answer }) => new Query({ ...config, queryMode: 'extended' }, answer));
    this.#awaitNext();
  }

  override submit(connection: TripConnection): null {
    const unsynced = withoutSync(connection);
    connection.stream.cork();
    try {
      for (const query of this.#queries) {
        const failure = query.submit(unsynced);
        if (failure) throw failure;
      }
      connection.sync();
    } catch (error) {
      // Half a trip is on its way, and no answer would fit: with its connection gone, every statement fails.
      connection.stream.destroy(error as Error);
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  override handleRowDescription(message: unknown): void {
    this.#current?.handleRowDescription(message);
  }

  override handleDataRow(message: unknown): void {
    this.#current?.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: TripConnection): void {
    this.#current?.handleCommandComplete(message, connection);
    this.#awaitNext(1);
  }

  override handleEmptyQuery(): void {
    this.#awaitNext(1);
  }

  override handleError(error: Error, connection: TripConnection): void {
    for (const answered of this.#queries.slice(0, this.#answered)) answered.handleReadyForQuery(connection);
    const [failed, ...skipped] = this.#queries.slice(this.#answered);
    failed?.handleError(error, connection);
    for (const query of skipped) {
      if (query.name) delete connection.submittedNamedStatements[query.name];
      query.handleError(error, connection);
    }
  }

  override handleReadyForQuery(connection: TripConnection): void {
    for (const query of this.#queries) query.handleReadyForQuery(connection);
  }

  get #current(): Listening | undefined {
    return this.#queries[this.#answered];
  }

  #awaitNext(answered = 0): void {
    this.#answered += answered;
    this.name = this.#current?.name ?? '';
    this.text = this.#current?.text ?? '';
  }
}

const unsyncedOf = new WeakMap<TripConnection, TripConnection>();

/** The same connection for queries that must not end the trip behind them. */
function withoutSync(connection: TripConnection): TripConnection {
  const known = unsyncedOf.get(connection);
  if (known) return known;
  const unsynced: TripConnection = Object.create(connection, { sync: { value: () => undefined } });
  unsyncedOf.set(connection, unsynced);
  return unsynced;
}
