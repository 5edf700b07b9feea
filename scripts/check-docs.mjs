// Every file that the documentation links to or names must exist. Run by `npm run verify`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './steps/project.mjs';

const LINK = /\]\((?!\w+:|#)([^)\s#]+)/g;
const CODE = /`([^`\n]+)`/g;

/** Folders of the project, so that `server/src/main.ts` is taken for a path and `application/json` is not. */
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  .map((entry) => entry.name);

/** Made by a build or a start, so absent from a fresh clone. */
const isGenerated = (path) => /(^|\/)(dist|generated|node_modules)(\/|$)|^[.](joinery|turbo)\//.test(path);
/** `modules/<noun>/*.ts`, `server/src/…`: a pattern, not a file. */
const isPattern = (path) => /[<>*{}…$()]/.test(path);
const isPath = (text) => /^[\w.@/-]+$/.test(text) && folders.includes(text.split('/')[0]) && text.includes('/');

function documents() {
  const inDocs = existsSync(join(root, 'docs')) ? readdirSync(join(root, 'docs'), { recursive: true }) : [];
  return [...readdirSync(root), ...inDocs.map((file) => join('docs', file))].filter((file) => file.endsWith('.md'));
}

/** What a document refers to, each with the places where it may be. */
function references(document, text) {
  const links = [...text.matchAll(LINK)].map(([, path]) => ({ path, places: [join(root, dirname(document), path)] }));
  const names = [...text.matchAll(CODE)]
    .map(([, code]) => code)
    .filter((code) => isPath(code) && !isPattern(code) && !isGenerated(code))
    .map((path) => ({ path, places: [join(root, path), join(root, dirname(document), path)] }));
  return [...links, ...names];
}

let count = 0;
const missing = documents().flatMap((document) => {
  const found = references(document, readFileSync(join(root, document), 'utf8'));
  count += found.length;
  return found
    .filter(({ places }) => !places.some((place) => existsSync(place)))
    .map(({ path }) => `${relative('.', document)} names ${path}, which does not exist`);
});
for (const line of missing) console.error(line);
console.log(`${count} references checked, ${missing.length} missing`);
process.exitCode = missing.length > 0 ? 1 : 0;
