import { conformanceSuite } from '@joinery/plugin-sdk/testing';
import { afterAll, describe, test } from 'vitest';
import plugin from '../../../plugins/github/src/index.ts';
import { githubTwin } from '../../twins/github-plugin.ts';

const suite = conformanceSuite(plugin, githubTwin);
afterAll(suite.stop);

describe('the GitHub plugin', () => {
  test.each(suite.checks)('$name', ({ run }) => run());
});
