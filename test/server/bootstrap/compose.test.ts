import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../portal/server/settings.ts';
import { readConfig } from '../../../server/src/config.ts';
import { askCompose, ROOT, readComposeFile } from './compose-file.ts';

const SECRETS = { POSTGRES_PASSWORD: 'abc123', JOINERY_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };

/** Of the Compose specification, chapter "Services": those that we have a use for. A misspelt one is none of them. */
const SERVICE_KEYS = new Set(
  'build command depends_on environment healthcheck image init ports restart shm_size stop_grace_period volumes'.split(
    ' ',
  ),
);

const { services, volumes } = readComposeFile(SECRETS);
const own = Object.entries(services).filter(([, service]) => service.image === 'joinery');

describe('docker-compose.yml', () => {
  it('is accepted by docker compose, wherever that is installed', () => {
    expect(askCompose(SECRETS) ?? '').toBe('');
  });

  it('runs PostgreSQL 18, the migration, the API, the worker and the portal', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'migrate', 'portal', 'postgres', 'worker']);
    expect(services.postgres?.image).toBe('postgres:18');
  });

  it('has only keys that Compose knows', () => {
    const unknown = Object.values(services).flatMap((service) =>
      Object.keys(service).filter((key) => !SERVICE_KEYS.has(key)),
    );
    expect(unknown).toEqual([]);
  });

  it.each(Object.keys(SECRETS))('does not start without %s, and says what it must be', (name) => {
    expect(() => readComposeFile({ ...SECRETS, [name]: '' })).toThrow(`set ${name}`);
  });

  it('keeps the data in a volume that it declares', () => {
    const mounted = Object.values(services).flatMap((service) => service.volumes ?? []);
    expect(mounted).toEqual(['database:/var/lib/postgresql']);
    expect(Object.keys(volumes)).toEqual(['database']);
  });

  it('waits for what a service needs: the database to answer, the migration to have ended', () => {
    expect(services.migrate?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(services.postgres?.healthcheck?.test?.[0]).toBe('CMD');
    for (const role of ['api', 'worker']) {
      expect(services[role]?.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
    }
  });

  it.each(own)('gives %s settings that the server knows and accepts', (_, service) => {
    const known = readFileSync(`${ROOT}server/src/config.ts`, 'utf8');
    for (const name of Object.keys(service.environment ?? {})) expect(known).toMatch(new RegExp(`\\b${name}: `));
    const config = readConfig(service.environment ?? {});
    expect(config.databaseUrl).toBe('postgresql://joinery:abc123@postgres:5432/joinery');
    expect(config.masterKey).toBe(SECRETS.JOINERY_MASTER_KEY);
  });

  it('gives each role to the service of its name', () => {
    for (const role of ['api', 'worker']) expect(readConfig(services[role]?.environment ?? {}).roles).toEqual([role]);
  });

  it('lets the portal find the API, with settings that the portal accepts', () => {
    const { environment = {}, depends_on } = services.portal ?? {};
    expect(readSettings(environment)).toMatchObject({ apiUrl: 'http://api:4000' });
    expect(depends_on).toEqual({ api: { condition: 'service_healthy' } });
  });

  it('runs programs that are built from sources that exist', () => {
    const dockerfile = readFileSync(`${ROOT}Dockerfile`, 'utf8');
    const commands = [dockerfile, ...own.map(([, service]) => (service.command ?? []).join(' '))];
    const programs = commands.flatMap((text) =>
      [...text.matchAll(/server\/dist\/([\w/-]+)\.js/g)].map(([, name]) => name),
    );
    expect(programs).toContain('main');
    for (const name of programs) expect([name, existsSync(`${ROOT}server/src/${name}.ts`)]).toEqual([name, true]);
  });
});
