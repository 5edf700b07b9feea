import type { IncomingMessage } from 'node:http';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { type Authenticate, identify } from '../identify.ts';
import { bearerToken, publicContext } from '../request-context.ts';

/**
 * Who opens a socket: by the connection's parameters, or by the upgrade request. Null for whoever nobody knows: a
 * socket is for who has signed in. Throws when that cannot be told.
 */
export async function connect(
  services: Services,
  by: { authenticate: Authenticate; authenticateByTicket: Authenticate },
  { request, params }: { request: IncomingMessage; params: Record<string, unknown> | undefined },
): Promise<Context | null> {
  const anyone = publicContext(services, request);
  const ticket = params?.ticket;
  const { context, refusal } =
    typeof ticket === 'string'
      ? await identify(by.authenticateByTicket, anyone, ticket)
      : await identify(by.authenticate, anyone, bearerToken(authorizationOf(params, request)));
  if (refusal && !(refusal instanceof AppError)) throw refusal;
  if (!context) anyone.log.info({ ipAddress: anyone.request.ipAddress }, 'live: a socket was refused');
  return context;
}

/** `Authorization`, in any case: browsers cannot set a header on the upgrade request. */
function authorizationOf(params: Record<string, unknown> | undefined, request: IncomingMessage): string | undefined {
  const sent = Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return typeof sent === 'string' ? sent : request.headers.authorization;
}
