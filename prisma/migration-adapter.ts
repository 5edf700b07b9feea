import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';

/**
 * The adapter of migrations. Prisma's own splits a script at every semicolon, which tears functions and
 * `DO` blocks apart; this one hands the script to the server whole, so that it is also applied whole or not at all.
 */
export class MigrationAdapter extends PrismaPg {
  readonly #opened: PgAdapter[] = [];

  override async connect(): ReturnType<PrismaPg['connect']> {
    return this.#keep(await super.connect());
  }

  override async connectToShadowDb(): ReturnType<PrismaPg['connect']> {
    return this.#keep(await super.connectToShadowDb());
  }

  /** The engine leaves its connections open: whoever opened the engine closes them here. */
  async close(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((adapter) => adapter.dispose()));
  }

  #keep(adapter: PgAdapter): PgAdapter {
    this.#opened.push(adapter);
    return executingWholeScripts(adapter);
  }
}

type PgAdapter = Awaited<ReturnType<PrismaPg['connect']>>;

function executingWholeScripts(adapter: PgAdapter): PgAdapter {
  const executeScript: SqlDriverAdapter['executeScript'] = async (script) => {
    await adapter.underlyingDriver().query(script);
  };
  return Object.assign(adapter, { executeScript });
}
