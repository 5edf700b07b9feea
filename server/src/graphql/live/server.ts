import type { Server } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../../context.ts';
import type { Services } from '../../services.ts';
import type { Authenticate } from '../identify.ts';
import { Attendance } from './attendance.ts';
import { connect } from './connect.ts';
import { Hub } from './hub.ts';
import type { LiveField } from './live-field.ts';
import { LiveSocket } from './live-socket.ts';
import { createProtocol } from './protocol.ts';
import { serve } from './serve.ts';
import { subscribe } from './subscribe.ts';
import { acceptUpgrades } from './upgrade.ts';

/** How often sockets are looked through for actors who may not stay. */
const SWEEP_MS = 1000;
const PING_MS = 15_000;

export interface LiveOptions {
  schema: GraphQLSchema;
  fields: readonly LiveField[];
  authenticate: Authenticate;
  /** Who opens a socket by a ticket, which is used up. */
  authenticateByTicket: Authenticate;
  /** Whether the actor of a context may still act: not deactivated, revoked or expired since. */
  isStillValid(ctx: Context): boolean;
}

/** GraphQL over WebSocket (graphql-transport-ws) at `/graphql`, on the HTTP server's own port. */
export function startLive(services: Services, server: Server, options: LiveOptions): { stop(): Promise<void> } {
  const { schema, isStillValid } = options;
  const { log, metrics } = services;
  const fields = new Map(options.fields.map((field) => [field.name, field]));
  const live = { hub: new Hub(services, schema), fields, isStillValid };
  const attendance = new Attendance(isStillValid);

  const protocol = createProtocol({
    schema,
    log,
    isStillValid,
    connect: async ({ socket, request }, params) => {
      const ctx = await connect(services, options, { request, params });
      if (!ctx || !attendance.enter(socket, ctx)) return null;
      metrics.liveSockets.inc();
      return ctx;
    },
    subscribe: (ctx, prepared, to) => subscribe(live, ctx, prepared, to),
  });

  const upgrades = acceptUpgrades(server, {
    isFull: () => attendance.isFull,
    onSocket: (webSocket, request) => {
      const socket = new LiveSocket(webSocket);
      attendance.open(socket);
      webSocket.once('close', () => {
        if (attendance.leave(socket)) metrics.liveSockets.dec();
      });
      serve(protocol, socket, request, log);
    },
  });
  const sweeping = setInterval(() => attendance.sweep(), SWEEP_MS);
  const pinging = setInterval(() => attendance.ping(), PING_MS);
  return {
    stop: async () => {
      clearInterval(sweeping);
      clearInterval(pinging);
      attendance.closeAll();
      await upgrades.stop();
    },
  };
}
