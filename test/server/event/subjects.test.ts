import { describe, expect, it } from 'vitest';
import { EVENT_TYPES, example } from '../../../server/src/modules/event/catalogue/index.ts';
import { subjectsOf } from '../../../server/src/modules/event/subjects.ts';

const ADA = {
  user_id: 'u1',
  user_email: 'ada@example.com',
  user_name: 'ada',
  user_first_name: 'Ada',
  user_last_name: 'Lovelace',
};
const GROUP = { group_id: 'g1', group_name: 'backend' };
const APP = { app_id: 'a1', app_name: 'Argo CD' };

const of = (type: string, data: object, isTest = false) => subjectsOf({ type, data, isTest });

describe('what an event is about', () => {
  it('is the person and the group of a membership, by name', () => {
    expect(of('group.member_added', { ...ADA, ...GROUP })).toEqual([
      { kind: 'USER', id: 'u1', name: 'Ada Lovelace', email: 'ada@example.com' },
      { kind: 'GROUP', id: 'g1', name: 'backend', email: null },
    ]);
  });

  it('is a person by their address where no name is known, or nobody is', () => {
    expect(of('login.failed', { user_email: 'nobody@example.com', user_id: null })).toEqual([
      { kind: 'USER', id: null, name: 'nobody@example.com', email: 'nobody@example.com' },
    ]);
    expect(of('app_mapping.created', { user_id: 'u1', user_email: 'ada@example.com', ...APP })).toMatchObject([
      { kind: 'USER', id: 'u1', name: 'ada@example.com' },
      { kind: 'APPLICATION', id: 'a1', name: 'Argo CD' },
    ]);
  });

  it('is named when it is deleted, and leads nowhere then; what else the event names does', () => {
    expect(of('user.deleted', ADA)).toMatchObject([{ id: null, name: 'Ada Lovelace' }]);
    expect(of('app_mapping.deleted', { ...GROUP, ...APP })).toMatchObject([{ id: 'g1' }, { id: 'a1' }]);
  });

  it('leads nowhere in an example', () => {
    expect(of('group.created', GROUP, true)).toEqual([{ kind: 'GROUP', id: null, name: 'backend', email: null }]);
  });

  it('is told of every event type', () => {
    const untold = EVENT_TYPES.filter((type) => of(type, example(type)).length === 0);
    expect(untold).toEqual([]);
  });
});
