import { randomBytes, randomUUID } from 'node:crypto';
import type { UserRole } from '../../prisma/client.ts';
import { scopesOfRole } from '../../server/src/access.ts';
import { type Config, readConfig } from '../../server/src/config.ts';
import type { Actor, Context, PublicContext } from '../../server/src/context.ts';
import { signUp } from '../../server/src/modules/sign-in/index.ts';
import { type Clock, systemClock } from '../../server/src/platform/clock.ts';
import { newId } from '../../server/src/platform/id.ts';
import { createLog } from '../../server/src/platform/log.ts';
import { openServices, type Services } from '../../server/src/services.ts';

export const TEST_PASSWORD = 'a long enough passphrase';

export interface TestTenant {
  tenantId: string;
  slug: string;
  owner: Context;
  /** The context of another actor of this tenant: a user that exists, with the given role. */
  actor(role: UserRole): Promise<Context>;
}

export interface TestServices {
  services: Services;
  databaseUrl: string;
  /** What happens before anyone has signed in. */
  anyone(): PublicContext;
  /** A tenant of its own, signed up as anyone would. */
  newTenant(): Promise<TestTenant>;
  close(): Promise<void>;
}

export interface TestServicesOptions {
  url: string;
  config?: Partial<Config>;
  clock?: Clock;
  masterKey?: Buffer;
}

/** The product's own services over a test's own database. Loopback is open to egress: that is where the receivers are. */
export async function createTestServices(options: TestServicesOptions): Promise<TestServices> {
  const { url, clock = systemClock, masterKey = randomBytes(32) } = options;
  const config = { ...readConfig({}), egressAllow: ['127.0.0.0/8'], databasePool: 8, port: 0, ...options.config };
  const log = createLog(process.env.TEST_LOG_LEVEL ?? 'silent');
  const { services, close } = await openServices({ config, databaseUrl: url, masterKey, log, clock });
  const anyone = (): PublicContext => ({
    ...services,
    request: { id: newId(), ipAddress: null, userAgent: null, traceparent: null, tracestate: null },
  });
  return {
    services,
    databaseUrl: url,
    anyone,
    newTenant: () => newTenant(services, anyone()),
    close,
  };
}

async function newTenant(services: Services, anyone: PublicContext): Promise<TestTenant> {
  const slug = `t-${randomUUID().slice(0, 13)}`;
  const input = {
    tenantName: slug,
    tenantSlug: slug,
    email: `owner@${slug}.test`,
    password: TEST_PASSWORD,
    firstName: 'Olivia',
    lastName: 'Owner',
  };
  const { tenant, user, tokens } = await signUp(anyone, input);
  const contextOf = (id: string, email: string, role: UserRole, credentialId: string): Context => {
    const actor: Actor = { kind: 'user', id, email, role, scopes: scopesOfRole(role), credentialId };
    return { ...anyone, tenantId: tenant.id, actor };
  };
  const owner = contextOf(user.id, user.email, 'OWNER', tokens.sessionId);
  return {
    tenantId: tenant.id,
    slug,
    owner,
    actor: async (role) => {
      const id = newId();
      const username = `${role.toLowerCase()}-${id.slice(-12)}`;
      const email = `${username}@${slug}.test`;
      await services.db.tenant(tenant.id, ({ prisma }) =>
        prisma.user.create({ data: { tenantId: tenant.id, id, email, username, role } }),
      );
      return contextOf(id, email, role, newId());
    },
  };
}
