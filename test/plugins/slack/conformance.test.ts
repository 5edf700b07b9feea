import { conformanceSuite } from '@joinery/plugin-sdk/testing';
import { afterAll, describe, test } from 'vitest';
import plugin from '../../../plugins/slack/src/index.ts';
import { slackTwin } from '../../twins/slack-plugin.ts';

const suite = conformanceSuite(plugin, slackTwin);
afterAll(suite.stop);

describe('the Slack plugin', () => {
  test.each(suite.checks)('$name', ({ run }) => run());
});
