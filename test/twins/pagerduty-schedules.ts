import type { FastifyInstance } from 'fastify';
import {
  contains,
  invalid,
  newId,
  notFound,
  type Override,
  type PagerDutySchedule,
  type PagerDutyState,
  page,
  type Route,
} from './pagerduty-state.ts';

interface ScheduleBody {
  schedule: Pick<PagerDutySchedule, 'name' | 'time_zone' | 'schedule_layers'>;
}
interface OverridesBody {
  overrides: Omit<Override, 'id'>[];
}

export function scheduleRoutes(app: FastifyInstance, { schedules }: PagerDutyState) {
  app.get<Route>('/schedules', async ({ query }) => {
    const found = [...schedules.values()].filter(({ name }) => contains(name, query.query));
    return page('schedules', found, { query, document: shortDocument });
  });
  app.post('/schedules', async ({ body }, reply) => {
    const { name, time_zone, schedule_layers } = (body as ScheduleBody).schedule;
    const schedule = { id: newId(), name, time_zone, schedule_layers, overrides: [] };
    schedules.set(schedule.id, schedule);
    return reply.code(201).send({ schedule: document(schedule) });
  });
  app.get<Route>('/schedules/:id', async ({ params }, reply) => {
    const schedule = schedules.get(params.id);
    return schedule ? { schedule: document(schedule) } : notFound(reply);
  });
  app.put<Route>('/schedules/:id', async ({ params, body }, reply) => {
    const schedule = schedules.get(params.id);
    if (!schedule) return notFound(reply);
    const { schedule_layers } = (body as ScheduleBody).schedule;
    if (schedule_layers.some(({ users }) => users.length === 0)) return invalid(reply, 'A layer needs a user.');
    schedule.schedule_layers = schedule_layers;
    return { schedule: document(schedule) };
  });
  app.delete<Route>('/schedules/:id', async ({ params }, reply) =>
    schedules.delete(params.id) ? reply.code(204).send() : notFound(reply),
  );
  overrideRoutes(app, { schedules });
}

function overrideRoutes(app: FastifyInstance, { schedules }: Pick<PagerDutyState, 'schedules'>) {
  app.get<Route>('/schedules/:id/overrides', async ({ params, query }, reply) => {
    const schedule = schedules.get(params.id);
    if (!schedule) return notFound(reply);
    const [since, until] = [Date.parse(query.since ?? ''), Date.parse(query.until ?? '')];
    return {
      overrides: schedule.overrides.filter(({ start, end }) => Date.parse(end) > since && Date.parse(start) < until),
    };
  });
  app.post<Route>('/schedules/:id/overrides', async ({ params, body }, reply) => {
    const schedule = schedules.get(params.id);
    if (!schedule) return notFound(reply);
    // Each of them is answered by itself: the request is well even where none of them is.
    const answers = (body as OverridesBody).overrides.map((wanted) => {
      if (Date.parse(wanted.end) <= Date.now())
        return { status: 400, errors: ['Override must end after its start and not in the past'] };
      const override = { ...wanted, id: newId() };
      schedule.overrides.push(override);
      return { status: 201, override };
    });
    return reply.code(201).send(answers);
  });
  app.delete<Route>('/schedules/:id/overrides/:other', async ({ params }, reply) => {
    const schedule = schedules.get(params.id);
    const override = schedule?.overrides.find(({ id }) => id === params.other);
    if (!schedule || !override) return notFound(reply);
    schedule.overrides = schedule.overrides.filter((one) => one !== override);
    if (Date.parse(override.start) > Date.now()) return reply.code(204).send();
    schedule.overrides.push({ ...override, end: new Date().toISOString() });
    return reply.code(200).send();
  });
}

function shortDocument({ id, name, time_zone, schedule_layers }: PagerDutySchedule) {
  const users = [...new Set(schedule_layers.flatMap((layer) => layer.users.map(({ user }) => user.id)))];
  return { id, type: 'schedule', name, time_zone, users: users.map((user) => ({ id: user, type: 'user_reference' })) };
}

const document = (schedule: PagerDutySchedule) => ({
  ...shortDocument(schedule),
  schedule_layers: schedule.schedule_layers,
});
