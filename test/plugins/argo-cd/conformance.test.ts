import { conformanceSuite } from '@joinery/plugin-sdk/testing';
import { afterAll, describe, test } from 'vitest';
import plugin from '../../../plugins/argo-cd/src/index.ts';
import { argoCdTwin } from '../../twins/argo-cd.ts';

const suite = conformanceSuite(plugin, argoCdTwin);
afterAll(suite.stop);

describe('the Argo CD plugin', () => {
  test.each(suite.checks)('$name', ({ run }) => run());
});
