import { type EventFacts, type EventType, example } from '../../../server/src/modules/event/catalogue/index.ts';

/** An event of this type with the catalogue's sample payload and what a test wants to differ. */
export function sampleEvent(
  type: EventType,
  data: Record<string, unknown> = {},
  rest: Partial<EventFacts> = {},
): EventFacts {
  return {
    id: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0100',
    tenantId: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0101',
    type,
    actorId: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0102',
    actorEmail: 'owner@example.com',
    ipAddress: '203.0.113.7',
    firedAt: new Date('2026-03-02T08:15:30.123Z'),
    data: { ...example(type), ...data },
    previous: null,
    version: 1,
    causationId: null,
    ...rest,
  };
}
