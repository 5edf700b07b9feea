import { afterAll, describe, expect, it } from 'vitest';
import { startSink } from '../../harness/sink.ts';
import { trailOf } from '../directory/setup.ts';
import { runScript, startScripts } from './setup.ts';

const scripts = await startScripts();
const { owner } = await scripts.newTenant();
const sink = await startSink();
afterAll(() => sink.close());

const TOKEN = 'xK7!pq&"Zü/9+=secret';
const SECRETS = { TOKEN };
const FORMS = [
  TOKEN,
  Buffer.from(TOKEN).toString('base64').replace(/=+$/, ''),
  Buffer.from(TOKEN).toString('base64url'),
  Buffer.from(`user:${TOKEN}`).toString('base64').slice(8, -4),
  encodeURIComponent(TOKEN),
  new URLSearchParams({ t: TOKEN }).toString().slice(2),
  JSON.stringify(TOKEN).slice(1, -1),
  Buffer.from(TOKEN).toString('hex'),
  btoa(TOKEN).replace(/=+$/, ''),
  escape(TOKEN),
];

/** The script's own ways to write a secret. */
const WRITE = `
  const token = secrets.get("TOKEN");
  const bytes = [...new TextEncoder().encode(token)];
  const binary = String.fromCharCode(...bytes);
  const forms = [token, btoa(binary), btoa("user:" + binary), encodeURIComponent(token),
    new URLSearchParams({ t: token }).toString(), JSON.stringify({ token }), bytes.map((byte) => byte.toString(16)).join(""),
    btoa(token), escape(token)];
`;

function expectNoSecretIn(shown: unknown): void {
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown);
  for (const form of FORMS) {
    expect(text).not.toContain(form);
    expect(text).not.toContain(JSON.stringify(form).slice(1, -1));
  }
}

describe('a secret that a script prints, in any encoding, appears nowhere', () => {
  it('in log lines and output', async () => {
    const { output, logs, outcome } = await runScript(
      scripts,
      owner,
      `${WRITE}
       for (const form of forms) { console.log("here:", form); console.error({ form }); console.warn([form]); }
       return forms.join("\\n");`,
      { secrets: SECRETS },
    );
    expect(outcome.ok).toBe(true);
    expect(logs).toHaveLength(27);
    expectNoSecretIn(logs);
    expectNoSecretIn(output);
    expect(output).toContain('••••••');
  });

  it('nor a part of it, where a line, a message or a summary is cut in the middle of it', async () => {
    const beginning = TOKEN.slice(0, 8);
    for (const kept of [10, 14]) {
      const { logs, error, effects } = await runScript(
        scripts,
        owner,
        `const token = secrets.get("TOKEN");
         const until = (most: number) => "x".repeat(most - ${kept});
         console.log(until(10_000) + token);
         console.log(until(10_000) + encodeURIComponent(token));
         console.log({ nested: until(10_000 - 11) + token });
         const url = config.get("url") + "/";
         await fetch(url + until(500 - 9 - url.length) + encodeURIComponent(token), { method: "PUT" });
         await fetch(url + until(300 - 4 - url.length) + encodeURIComponent(token), { method: "PUT" });
         throw new Error(until(4000 - 7) + token);`,
        { secrets: SECRETS, config: { url: sink.url } },
      );
      expect(logs.every(({ text }) => text.length > 9000)).toBe(true);
      expect(error.length).toBeGreaterThan(3900);
      const shown = JSON.stringify([logs, error, effects]);
      for (const form of [beginning, encodeURIComponent(beginning), JSON.stringify(beginning).slice(1, -1)]) {
        expect(shown).not.toContain(form);
      }
      expect(shown).not.toContain('xK7');
    }
  });

  it.each([
    ['an error', 'throw new Error(forms.join(" "))'],
    ['what is no error', 'throw forms.join(" ")'],
    ['a rejection that nobody waits for', 'void Promise.reject(new Error(forms.join())); await new Promise(() => {})'],
    ['an error of fetch', 'await fetch("http://" + forms[6] + ".invalid/")'],
    ['an error of the directory', 'await idp.createUser(forms.join(" "))'],
  ])('in %s that ends the run', async (_what, end) => {
    const { outcome, error, logs } = await runScript(scripts, owner, `${WRITE}\n${end}; return "";`, {
      secrets: SECRETS,
      timeoutMs: 3000,
    });
    expect(outcome.ok).toBe(false);
    expectNoSecretIn([error, logs]);
  });

  it('in effects, events kept for the audit log, and what a plan keeps', async () => {
    for (const mode of ['apply', 'plan'] as const) {
      const { result, audit } = await trailOf(owner, () =>
        runScript(
          scripts,
          owner,
          `${WRITE}
           for (const form of forms) {
             await fetch(config.get("url") + "/?q=" + encodeURIComponent(form), {
               method: "PUT", headers: { "x-form": encodeURIComponent(form), authorization: "Basic " + btoa("u:" + binary) }, body: form,
             });
           }
           return "";`,
          { mode, secrets: SECRETS, config: { url: sink.url } },
        ),
      );
      expect(result.effects).toHaveLength(9);
      expectNoSecretIn([result.effects, audit]);
    }
  });

  it('even when it is given while the script runs: a token that it signs', async () => {
    const { output } = await runScript(
      scripts,
      owner,
      `const token = await jwt.sign({ algorithm: "HS256", key: secrets.get("TOKEN"), claims: { iss: "app" } });
       console.log(token);
       return String(token.split(".").length) + token;`,
      { secrets: { TOKEN: 'k'.repeat(32) } },
    );
    expect(output).toBe('3••••••');
  });
});

describe('an error', () => {
  it("names line and column of the author's source", async () => {
    const { error } = await runScript(
      scripts,
      owner,
      '  type Shape = { a: number };\n  const shape = JSON.parse("{}") as { b: Shape };\n  return String(shape.b.a);',
    );
    expect(error).toMatch(/^TypeError: Cannot read properties of undefined .*\(line 5, column \d+\)$/);
  });
});
