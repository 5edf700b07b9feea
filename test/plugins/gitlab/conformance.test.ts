import { conformanceSuite } from '@joinery/plugin-sdk/testing';
import { afterAll, describe, test } from 'vitest';
import plugin from '../../../plugins/gitlab/src/index.ts';
import { gitlabTwin } from '../../twins/gitlab-plugin.ts';

const suite = conformanceSuite(plugin, gitlabTwin);
afterAll(suite.stop);

describe('the GitLab plugin', () => {
  test.each(suite.checks)('$name', ({ run }) => run());
});
