import { conformanceSuite } from '@joinery/plugin-sdk/testing';
import { afterAll, describe, test } from 'vitest';
import plugin from '../../../plugins/datadog/src/index.ts';
import { datadogTwin } from '../../twins/datadog-plugin.ts';

const suite = conformanceSuite(plugin, datadogTwin);
afterAll(suite.stop);

describe('the Datadog plugin', () => {
  test.each(suite.checks)('$name', ({ run }) => run());
});
