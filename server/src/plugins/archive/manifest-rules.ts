import { isIP } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Manifest } from '@joinery/plugin-sdk/manifest';
import type { FieldError } from '../../errors.ts';
import { faultOfSchema } from '../json-schema.ts';

/** Where a manifest names what it does not have: the shape alone cannot tell. */
export async function contradictionsOf(manifest: Manifest): Promise<FieldError[]> {
  return [
    ...(await schemaFaults(manifest)),
    ...actionFaults(manifest),
    ...endpointFaults(manifest),
    ...referenceFaults(manifest),
  ].map(({ path, message }) => ({ path: `manifest.${path}`, message }));
}

/** Hundreds of schemas are compiled one by one, with room for everybody else in between. */
async function schemaFaults({ config, actions }: Manifest): Promise<FieldError[]> {
  const schemas = [
    ['config', config] as const,
    ...actions.flatMap(({ id, input, output }) => [
      [`actions.${id}.input`, input] as const,
      [`actions.${id}.output`, output] as const,
    ]),
  ];
  const faults: FieldError[] = [];
  for (const [path, schema] of schemas) {
    const message = faultOfSchema(schema);
    if (message !== null) faults.push({ path, message });
    await setImmediate();
  }
  return faults;
}

function actionFaults({ id: pluginId, actions }: Manifest): FieldError[] {
  const prefix = `${pluginId.replaceAll('-', '_')}_`;
  const ids = actions.map(({ id }) => id);
  return actions.flatMap(({ id, inverse }, index) => {
    const path = `actions.${id}`;
    return [
      ...(ids.indexOf(id) === index ? [] : [{ path, message: 'is there twice' }]),
      ...(id.startsWith(prefix) ? [] : [{ path, message: `must begin with ${prefix}` }]),
      ...(!inverse || ids.includes(inverse.action)
        ? []
        : [{ path: `${path}.inverse`, message: `names ${inverse.action}, which is not among the actions` }]),
    ];
  });
}

/** A literal address would be consented to without anybody knowing whose it is. */
function endpointFaults({ egress, auth }: Manifest): FieldError[] {
  const urls = Object.entries(egress).map(
    ([name, endpoint]) => [name, typeof endpoint === 'object' && 'url' in endpoint ? endpoint.url : endpoint] as const,
  );
  const literal = urls.flatMap(([name, url]) => {
    if (typeof url !== 'string') return [];
    const parsed = URL.parse(url.replace(/\{\w+\}/g, 'x'));
    const isNamed = parsed?.protocol === 'https:' && !isIP(parsed.hostname.replace(/^\[|\]$/g, ''));
    return isNamed ? [] : [{ path: `egress.${name}`, message: 'must be an https URL with the name of a host' }];
  });
  const unknown = Object.keys(auth).filter((name) => !Object.hasOwn(egress, name));
  return [...literal, ...unknown.map((name) => ({ path: `auth.${name}`, message: 'is no endpoint of egress' }))];
}

function referenceFaults({ auth, egress, account, secrets, config }: Manifest): FieldError[] {
  const properties = (config.properties ?? {}) as object;
  const faults: FieldError[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('secret' in value && typeof value.secret === 'string' && !Object.hasOwn(secrets, value.secret)) {
      faults.push({ path, message: `names the secret ${value.secret}, which is not declared` });
    }
    if ('config' in value && typeof value.config === 'string' && !Object.hasOwn(properties, value.config)) {
      faults.push({ path, message: `names ${value.config}, which config does not have` });
    }
    for (const [key, child] of Object.entries(value)) look(child, `${path}.${key}`);
  };
  look(auth, 'auth');
  look(egress, 'egress');
  look(
    account?.map((key) => ({ config: key })),
    'account',
  );
  return faults;
}
