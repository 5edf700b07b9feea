import { conformanceSuite } from '@joinery/plugin-sdk/testing';
import { afterAll, describe, test } from 'vitest';
import plugin from '../../../plugins/http/src/index.ts';
import { httpTwin } from '../../twins/http.ts';

const suite = conformanceSuite(plugin, httpTwin);
afterAll(suite.stop);

describe('the HTTP plugin', () => {
  test.each(suite.checks)('$name', ({ run }) => run());
});
