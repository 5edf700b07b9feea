import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Complaint, type Given } from '../complaint.ts';

const MUTATION = `mutation PublishPlugin($input: PublishPluginInput!) {
  publishPlugin(input: $input) { id version status }
}`;

interface Answer {
  data?: { publishPlugin?: { id: string; version: string; status: string } };
  errors?: { message: string; extensions?: { fields?: { path: string; message: string }[] } }[];
}

/** Sends `dist/plugin.zip` and its signature to a Joinery. */
export async function publishCommand({ folder, server, token }: Given): Promise<number> {
  if (!server || !token) throw new Complaint('joinery-plugin publish --server <url>, with JOINERY_TOKEN set');
  const read = (name: string, encoding: 'base64' | 'utf8') =>
    readFile(join(folder, 'dist', name), encoding).catch(() => {
      throw new Complaint(`dist/${name} is not there; build and sign first`);
    });
  const input = { archive: await read('plugin.zip', 'base64'), signature: await read('plugin.jws', 'utf8') };
  const { data, errors } = await ask(new URL('/graphql', server), token, { query: MUTATION, variables: { input } });
  if (errors?.length) throw new Complaint(errors.map(complaintOf).join('\n'));
  const published = data?.publishPlugin;
  console.log(`${published?.version}: ${published?.status}`);
  return 0;
}

async function ask(url: URL, token: string, body: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw new Complaint(`${url.origin} answered ${response.status}, and no JSON`);
  }
}

function complaintOf({ message, extensions }: NonNullable<Answer['errors']>[number]): string {
  const fields = extensions?.fields ?? [];
  return [message, ...fields.map(({ path, message: what }) => `  ${path} ${what}`)].join('\n');
}
