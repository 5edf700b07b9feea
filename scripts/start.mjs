import './steps/require-node.mjs';
import { build } from './steps/build.mjs';
import { environment } from './steps/environment.mjs';
import { install } from './steps/install.mjs';
import { main } from './steps/main.mjs';
import { serve } from './steps/serve.mjs';

main(async () => {
  await install();
  await build('server', 'plugin-*', 'portal');
  return serve(process.argv.slice(2), environment);
});
