/** What a new script begins as: complete, harmless, and with the three things that most scripts need. */
export const START_SCRIPT = `import { config, idp } from 'joinery';

export default async function run(): Promise<string> {
  const prefix = config.get('prefix');
  const groups = await idp.getGroupsByPrefix(prefix);
  console.log('groups that begin with', prefix, groups.length);
  return \`\${groups.length} groups\`;
}
`;
