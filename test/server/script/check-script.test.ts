import { describe, expect, it } from 'vitest';
import { checkScript, compileScript } from '../../../server/src/modules/script/index.ts';

const script = (body: string, imports = 'config, idp, secrets, trigger') =>
  `import { ${imports} } from "joinery";\nexport default async function run(): Promise<string> {\n${body}\n}\n`;

describe('a script that is right', () => {
  it('has no diagnostics, with everything that its world has', async () => {
    const body = `
      const domain: string = config.get("domain");
      const names: string[] = config.getList("names");
      for await (const user of idp.users({ isActive: true, emailEndsWith: domain })) {
        const group = await idp.getGroupByName(names[0] ?? "ops");
        if (group) await idp.addUserToGroup(user.id, group.id);
      }
      const answer = await fetch("https://api.example.com/items", {
        method: "POST",
        headers: { Authorization: \`Bearer \${secrets.get("TOKEN")}\` },
        body: JSON.stringify({ names }),
        signal: AbortSignal.timeout(5000),
      });
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(btoa("x")));
      setTimeout(() => console.log(new URL("https://x.test").host, structuredClone(names)), 10);
      return \`\${answer.status} \${(await answer.json()).id} \${digest.byteLength} \${trigger?.data.user_email}\`;`;
    expect(await checkScript(script(body))).toEqual([]);
  });

  it('may answer its text at once, import types, and use what TypeScript has', async () => {
    const source = `
      import { config, type User, Group } from "joinery";
      enum Level { LOW = 1 }
      const of = (user: User, group: Group): string => user.email + group.name;
      export default (): string => config.get("a") + Level.LOW + of.length;`;
    const compiled = await compileScript(source);
    expect(compiled).toMatchObject({ ok: true });
    expect(compiled.ok && compiled.code).toContain('import { config } from "joinery"');
  });

  it('is one module in JavaScript, with a map back to its source', async () => {
    const compiled = await compileScript(script('return "ö" as string;'));
    expect(compiled.ok && compiled.code).toMatch(
      /run as default[\s\S]*sourceMappingURL=data:application\/json;base64,/,
    );
  });
});

describe('a script that is wrong', () => {
  it('is told where, from 1, and why', async () => {
    const source = script('  return 3;\n  idp.frobnicate();');
    expect(await checkScript(source)).toMatchObject([
      { line: 3, column: 3, code: 'TS2322', message: expect.stringContaining("'number' is not assignable") },
      { line: 4, column: 7, code: 'TS2339' },
    ]);
  });

  it('is told of a mistake in its syntax only', async () => {
    expect(await checkScript('export default 3 +;\nimport x from "y";')).toMatchObject([
      { line: 1, column: 19, code: 'SYNTAX' },
    ]);
  });

  it.each([
    ['a package', 'import chunk from "lodash"; chunk();'],
    ['a package that it does not use', 'import chunk from "lodash";'],
    ['a module of Node', 'import fs from "node:fs"; fs;'],
    ['another file', 'import { other } from "./other.ts"; other;'],
    ['its own file', 'import other from "./script.ts"; other;'],
    ['the file that checks it', 'import { run as other } from "./entry.ts"; other;'],
    ['a file of this machine, by its path', `import type { Config } from "${import.meta.filename}"; let c: Config;`],
    ['a type of a package', 'type T = import("pg").Pool; let t: T;'],
    ['a package, by require', 'const fs = require("fs");'],
    ['a package, by a name that it computes', 'const fs = (require as any)("f" + "s");'],
    ['what it loads while it runs', 'await import("lodash");'],
    ['what it loads while it runs, by a computed name', 'await import("lod" + "ash");'],
    ['joinery itself, while it runs', 'const j = await import("joinery");'],
    ['a file, by an assignment', 'import x = require("fs"); x;'],
    ['everything of a file', 'export * from "./other";'],
  ])('may not import %s, and is told what it may', async (_what, code) => {
    const diagnostics = await checkScript(`\n${code}\nexport default (): string => "";`);
    expect(diagnostics[0]).toMatchObject({
      line: 2,
      code: 'IMPORT',
      message: expect.stringContaining('may import from "joinery" only'),
    });
    expect(JSON.stringify(diagnostics)).not.toContain('interface Config');
  });

  it('reads no file that a comment refers to', async () => {
    const source = `/// <reference path="${import.meta.filename}" />\nexport default (): string => script("");`;
    expect(await checkScript(source)).toMatchObject([{ line: 2, code: 'TS2304' }]);
  });

  it.each([
    ['no default export', 'const run = () => "";', 1],
    ['nothing at all', '', 1],
    ['a text as its default export', '\nexport default "text";', 2],
    ['a function that wants something', '\n\n  export default (a: string): string => a;', 3],
    ['a function that answers a number', '\nexport default async () => 3;', 2],
    ['a function that answers nothing', '\nexport default async function run() {}', 2],
  ])('with %s is told what a script exports', async (_what, source, line) => {
    expect(await checkScript(source)).toMatchObject([
      { line, code: 'DEFAULT_EXPORT', message: expect.stringContaining('export default async function run()') },
    ]);
  });

  it.each(['document', 'process', 'Buffer', 'window', '$'])('does not know %s', async (name) => {
    const [first] = await checkScript(script(`return String(${name});`));
    expect(first).toMatchObject({ line: 3, message: expect.stringContaining(name) });
    expect(first?.message).not.toMatch(/npm|tsconfig|install/);
  });

  it('whose types compute for ever is given up on', async () => {
    const source = `
      type Grow<T extends unknown[], N> = N extends never ? T : Grow<[...T, ...T, 0], N>;
      type Pairs<A, B> = A extends string ? (B extends string ? \`\${A}\${B}\` : never) : never;
      type D = "0"|"1"|"2"|"3"|"4"|"5"|"6"|"7"|"8"|"9";
      type Big = Pairs<Pairs<D, D>, Pairs<D, D>>;
      type Bigger = Pairs<Big, D>;
      const x: Grow<[0], 1> = [] as unknown as Bigger;
      export default (): string => x;`;
    expect(await checkScript(source)).not.toEqual([]);
  });

  it('that is too long is not looked at', async () => {
    expect(await checkScript(`//${'x'.repeat(300_000)}`)).toMatchObject([{ code: 'TOO_LONG' }]);
  });
});

describe('checking', () => {
  it('takes well under a second, and no time when the same source comes again', async () => {
    const source = script('return "once";');
    const first = await timed(() => checkScript(source));
    const again = await timed(() => checkScript(source));
    expect(first).toBeLessThan(1000);
    expect(again).toBeLessThan(Math.max(first / 4, 5));
  });

  it('many at once is as right as one by one', async () => {
    const sources = Array.from({ length: 24 }, (_, index) => script(`return ${index % 2 ? '""' : index};`));
    const counts = (await Promise.all(sources.map(checkScript))).map(({ length }) => length);
    expect(counts).toEqual(sources.map((_, index) => (index % 2 ? 0 : 1)));
  });
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
