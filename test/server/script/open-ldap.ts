import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../harness/eventually.ts';
import { BASE, BIND, type Person } from './ldap-server.ts';

const SLAPD = '/usr/sbin/slapd';

/** Debian's package `slapd` puts it there; a machine without it has our own server to test against. */
export const hasOpenLdap = existsSync(SLAPD);

/**
 * OpenLDAP with these people, as a directory is run: nobody reads unless they are known, and who looks for people gets
 * 500 at once, more only page by page.
 */
const config = (folder: string) => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/slapd.pid
disallow bind_anon
require authc
database mdb
suffix "${BASE}"
directory ${folder}/data
limits dn.exact="${BIND.bindDn}" size.soft=500 size.hard=500 size.pr=500 size.prtotal=unlimited
`;

export async function startOpenLdap(people: readonly Person[]): Promise<{ url: string; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-slapd-'));
  mkdirSync(join(folder, 'data'));
  const file = join(folder, 'slapd.conf');
  writeFileSync(file, config(folder));
  writeFileSync(join(folder, 'people.ldif'), toLdif(people));
  execFileSync('/usr/sbin/slapadd', ['-q', '-f', file, '-l', join(folder, 'people.ldif')], { stdio: 'pipe' });
  const port = await freePort();
  const url = `ldap://127.0.0.1:${port}`;
  const server = spawn(SLAPD, ['-f', file, '-h', `${url}/`, '-d', '0'], { stdio: 'ignore' });
  await eventually(() => canConnect(port));
  return {
    url,
    close: async () => {
      await ended(server);
      rmSync(folder, { recursive: true });
    },
  };
}

function toLdif(people: readonly Person[]): string {
  const top = [
    `dn: ${BASE}\nobjectClass: dcObject\nobjectClass: organization\ndc: corp\no: Corp`,
    `dn: ${BIND.bindDn}\nobjectClass: applicationProcess\nobjectClass: simpleSecurityObject\ncn: sync\nuserPassword: ${BIND.password}`,
    `dn: ou=people,${BASE}\nobjectClass: organizationalUnit\nou: people`,
  ];
  const entries = people.map(({ uid, attributes = {} }) => {
    const all = { cn: uid, sn: uid, ...attributes };
    const lines = Object.entries(all).flatMap(([name, values]) =>
      [values].flat().map((value) => `${name}:: ${Buffer.from(value).toString('base64')}`),
    );
    return [`dn: uid=${uid},ou=people,${BASE}`, 'objectClass: inetOrgPerson', `uid: ${uid}`, ...lines].join('\n');
  });
  return `${[...top, ...entries].join('\n\n')}\n`;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function canConnect(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
