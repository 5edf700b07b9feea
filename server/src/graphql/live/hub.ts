import type { GraphQLSchema } from 'graphql';
import { Gate } from '../../platform/gate.ts';
import type { Services } from '../../services.ts';
import { Group, type Read } from './group.ts';
import type { Listener } from './listener.ts';
import type { LiveField, Placed } from './live-field.ts';
import { Member } from './member.ts';
import { isAfter, type Position } from './position.ts';
import { Renderer } from './renderer.ts';
import type { Subscription } from './subscription.ts';
import { requirePast, Tailer } from './tailer.ts';

/** All who listen to one field of one tenant. */
interface Room {
  readonly tailer: Tailer;
  readonly groups: Map<string, Group>;
}

/** Reads at the same time for those who missed something: the database has others to serve. */
const MOST_CATCHING_UP = 4;

/** Brings rows to listeners: one tailer a tenant and field, one rendering a group of equal operations. */
export class Hub {
  readonly #services: Services;
  readonly #schema: GraphQLSchema;
  readonly #rooms = new Map<string, Promise<Room>>();
  readonly #gate = new Gate(MOST_CATCHING_UP);

  constructor(services: Services, schema: GraphQLSchema) {
    this.#services = services;
    this.#schema = schema;
  }

  /** Tenants and fields that are followed now. */
  get roomCount(): number {
    return this.#rooms.size;
  }

  /**
   * Starts to bring rows to a listener, those after the subscription's cursor first. Answers how to leave. Throws
   * INVALID_INPUT for arguments or a cursor that make no sense.
   */
  async join(field: LiveField, subscription: Subscription, listener: Listener): Promise<() => void> {
    const { after, operation, key } = subscription;
    const renderer = new Renderer(this.#schema, field, operation);
    const { tenantId } = listener.ctx;
    if (after) await requirePast(this.#services, tenantId, after);
    const roomKey = `${field.name} ${tenantId}`;
    let room = await this.#room(roomKey, field, tenantId);
    // The last listener may have left, and closed the room, while this one was coming in.
    while (room.tailer.isClosed) room = await this.#room(roomKey, field, tenantId);
    const group = room.groups.get(key) ?? new Group(renderer);
    room.groups.set(key, group);
    const member = new Member(listener, after ?? room.tailer.position);
    group.members.add(member);
    void this.#catchUp(room, group, member);
    return () => {
      member.leave();
      group.members.delete(member);
      if (group.members.size === 0 && room.groups.get(key) === group) room.groups.delete(key);
      if (room.groups.size > 0 || room.tailer.isClosed) return;
      room.tailer.close();
      this.#rooms.delete(roomKey);
    };
  }

  #room(key: string, field: LiveField, tenantId: string): Promise<Room> {
    return this.#rooms.get(key) ?? this.#newRoom(key, field, tenantId);
  }

  #newRoom(key: string, field: LiveField, tenantId: string): Promise<Room> {
    const groups: Room['groups'] = new Map();
    const opened = Tailer.open(this.#services, field, tenantId, async (page) => {
      await Promise.all([...groups.values()].map((group) => this.#handOut(group, page)));
    }).then((tailer): Room => ({ tailer, groups }));
    this.#rooms.set(key, opened);
    opened.catch(() => this.#rooms.delete(key));
    return opened;
  }

  async #handOut(group: Group, page: readonly Placed<unknown>[]): Promise<void> {
    try {
      await group.handOut(page);
    } catch (error) {
      this.#services.log.error({ err: error }, 'live: rows could not be rendered; their listeners resume');
      group.endAll();
    }
  }

  /** Reads what the member missed, as fast as its client takes it, until there is nothing but what is to come. */
  async #catchUp({ tailer }: Room, group: Group, member: Member): Promise<void> {
    const { listener } = member;
    try {
      while (!member.hasLeft && isAfter(tailer.position, member.position)) {
        const { position } = member;
        const page = await group.read(listener.ctx, position, () => this.#gate.run(() => readRows(tailer, position)));
        member.give(page);
        member.skipTo(page.end);
        await listener.drained();
      }
      member.goLive();
    } catch (error) {
      this.#services.log.warn({ err: error }, 'live: what a listener missed could not be read; it resumes');
      listener.end('failed');
    }
  }
}

async function readRows(tailer: Tailer, after: Position): Promise<Read> {
  // What the tailer has passed is settled, so a read that begins now sees it, unless it is gone.
  const passed = tailer.position;
  const rows = await tailer.readAfter(after);
  return { rows, end: rows.at(-1)?.position ?? passed };
}
