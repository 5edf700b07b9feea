import { z } from 'zod';
import { searchLdap } from '../ldap/search.ts';
import { type HostCall, read } from './host-call.ts';

const Search = z.strictObject({
  url: z.string().max(2000),
  bindDn: z.string().max(2000),
  password: z.string().max(2000),
  baseDn: z.string().max(2000),
  filter: z.string().max(10_000),
  attributes: z.array(z.string().max(200)).min(1, 'must name at least one').max(100),
});

export const LDAP_CALLS: Record<string, HostCall> = { 'ldap.search': read(Search, searchLdap) };
