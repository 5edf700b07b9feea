import { describe, expect, it } from 'vitest';
import { createUser, findUserByEmail } from '../../../server/src/modules/user/index.ts';
import { changesIn, planAndRunTwice, startTemplate } from './setup.ts';

const template = await startTemplate('proxy-session-ended');
const { owner } = template;
await createUser(owner, { email: 'cora@contractor.example.com' });
await createUser(owner, { email: 'ada@example.com' });

const signedOut = (email: string) => ({
  eventType: 'proxy.session_ended',
  data: { hostname: 'app.example.com', user_email: email },
});
const config = { deactivate_on_session_end: 'true', allowed_email_domain: 'contractor.example.com' };

describe('the end of a session behind the proxy', () => {
  it('ends the account of a contractor', async () => {
    const trigger = signedOut('cora@contractor.example.com');
    const { planned, first, second } = await planAndRunTwice(template, { config, trigger });
    expect(changesIn(planned)).toEqual(['user.deactivate cora@contractor.example.com']);
    expect(first.text).toBe('changed cora@contractor.example.com: deactivated after signing out of app.example.com');
    expect(second.text).toContain('noop cora@contractor.example.com');
    expect(await findUserByEmail(owner, 'cora@contractor.example.com')).toMatchObject({ isActive: false });
  });

  it.each([
    ['ada@example.com', config, 'is not of contractor.example.com'],
    ['ada@example.com', {}, 'deactivate_on_session_end is not set'],
    ['nobody@contractor.example.com', config, 'is not there any more'],
  ])('leaves %s alone with %j', async (email, config, reason) => {
    const { text, effects } = await template.apply({ config, trigger: signedOut(email) });
    expect([text, effects]).toEqual([`skipped ${email}: ${reason}`, []]);
  });

  it('is what sets it off', async () => {
    expect((await template.apply({ config })).text).toContain('this is for the event proxy.session_ended');
  });
});
