/*
 * Threat: Import() of Node, of files, of data.
 * If it got through: what is not linked could be loaded.
 * Ends as: thrown
 */
export default async function run() {
  const found = await Promise.any(
    ['node:fs', 'fs', 'joinery', '/etc/passwd', 'data:text/javascript,export default 1'].map((name) => import(name)),
  );
  return String(Object.keys(found));
}
