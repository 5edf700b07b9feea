import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll } from 'vitest';
import type { PublicContext } from '../../../server/src/context.ts';
import { signIn, signUp } from '../../../server/src/modules/sign-in/index.ts';
import type { Clock } from '../../../server/src/platform/clock.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { createDatabase } from '../../harness/database.ts';
import {
  createTestServices,
  TEST_PASSWORD,
  type TestServices,
  type TestServicesOptions,
} from '../../harness/services.ts';

export class MovableClock implements Clock {
  #aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  move({ days = 0, minutes = 0, seconds = 0 }: { days?: number; minutes?: number; seconds?: number }): void {
    this.#aheadMs += (days * 86_400 + minutes * 60 + seconds) * 1000;
  }
}

export interface Identity extends TestServices {
  readonly clock: MovableClock;
  readonly url: string;
  readonly masterKey: Buffer;
  /** As a request from this address would come. */
  from(ipAddress: string): PublicContext;
  /** The same deployment in another process: its own connections, caches and keys. */
  anotherProcess(options?: Partial<TestServicesOptions>): Promise<TestServices>;
  /** As the operator of the database: past every policy. */
  admin<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** Services over a database of their own; all ends with the file, or with what `atEnd` waits for. */
export async function startIdentity(atEnd: (end: () => Promise<void>) => void = afterAll): Promise<Identity> {
  const database = await createDatabase();
  const clock = new MovableClock();
  const masterKey = randomBytes(32);
  const operator = new pg.Client(database.url);
  await operator.connect();
  const opened: TestServices[] = [];
  const open = async (options: Partial<TestServicesOptions> = {}) => {
    const services = await createTestServices({ url: database.url, clock, masterKey, ...options });
    opened.push(services);
    return services;
  };
  const test = await open();
  atEnd(async () => {
    await Promise.all(opened.map((services) => services.close()));
    await operator.end();
    await database.drop();
  });
  return {
    ...test,
    clock,
    url: database.url,
    masterKey,
    from: (ipAddress) => ({ ...test.anyone(), request: { ...test.anyone().request, id: newId(), ipAddress } }),
    anotherProcess: open,
    admin: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await operator.query(text, values)).rows as Row[],
  };
}

let organisations = 0;

/** Signs an organisation up, and gives what its owner types to sign in. */
export async function newOrganisation(anyone: PublicContext) {
  const slug = `org-${newId().slice(-12)}-${organisations++}`.replace(/^org-(\d)/, 'org-x$1');
  const typed = { tenantSlug: slug, email: `olivia@${slug}.test`, password: TEST_PASSWORD };
  const signedUp = await signUp(anyone, { ...typed, tenantName: slug, firstName: 'Olivia', lastName: 'Owner' });
  return { ...signedUp, typed, tenantId: signedUp.tenant.id, signInAgain: () => signIn(anyone, typed) };
}
