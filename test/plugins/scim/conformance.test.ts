import { conformanceSuite } from '@joinery/plugin-sdk/testing';
import { afterAll, describe, test } from 'vitest';
import plugin from '../../../plugins/scim/src/index.ts';
import { scimTwin } from '../../twins/scim-plugin.ts';

const SERVICES = [
  { name: 'by the standard', twin: scimTwin() },
  { name: 'made for Entra', twin: scimTwin({ takes: 'entra', isSilent: true }, 'entra') },
  { name: 'made for Okta', twin: scimTwin({ takes: 'okta', isShouting: true }, 'okta') },
  { name: 'without PATCH and filters', twin: scimTwin({ takes: 'put', isUnfiltered: true }) },
];

describe.each(SERVICES)('the SCIM plugin beside a service $name', ({ twin }) => {
  const suite = conformanceSuite(plugin, twin);
  afterAll(suite.stop);
  test.each(suite.checks)('$name', ({ run }) => run());
});
