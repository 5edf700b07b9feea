import './steps/require-node.mjs';
import { build } from './steps/build.mjs';
import { install } from './steps/install.mjs';
import { main } from './steps/main.mjs';
import { runtime } from './steps/project.mjs';
import { runInTerminal } from './steps/run.mjs';

/** `npm run schema` writes server/schema.graphql anew from the resolvers. */
main(async () => {
  await install();
  await build('server');
  return runInTerminal(runtime, ['--disable-warning=ExperimentalWarning', 'server/dist/cli/emit-schema.js']);
});
