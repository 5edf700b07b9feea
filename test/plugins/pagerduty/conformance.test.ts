import { conformanceSuite } from '@joinery/plugin-sdk/testing';
import { afterAll, describe, test } from 'vitest';
import plugin from '../../../plugins/pagerduty/src/index.ts';
import { pagerdutyTwin } from '../../twins/pagerduty-plugin.ts';

const suite = conformanceSuite(plugin, pagerdutyTwin);
afterAll(suite.stop);

describe('the PagerDuty plugin', () => {
  test.each(suite.checks)('$name', ({ run }) => run());
});
