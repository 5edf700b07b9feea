import type { GraphQLSchema } from 'graphql';
import type { Context } from '../../context.ts';
import type { Services } from '../../services.ts';
import { type Operation, Renderer } from './renderer.ts';
import type { LiveField, Placed } from './live-field.ts';
import { isAfter, type Position } from './position.ts';
import { Tailer } from './tailer.ts';

/** One listener: where its payloads go, and whether its actor still may. */
export interface Listener {
  readonly ctx: Context;
  /** Synchronous and cheap: it is asked at every row. */
  isValid(): boolean;
  /** Ends the listener's socket: its actor may not listen any more, or it cannot keep up. */
  end(reason: 'forbidden' | 'slow'): void;
  send(payload: string): void;
}

interface Member {
  listener: Listener;
  /** The last row that it was given, or that it does not want again. */
  position: Position;
  /** What came while the member was catching up; null once it has. */
  held: { position: Position; payload: string }[] | null;
}

interface Room<Row> {
  tailer: Tailer<Row>;
  groups: Map<string, Group<Row>>;
}

interface Group<Row> {
  renderer: Renderer<Row>;
  members: Set<Member>;
}

/** Past this many payloads held for one that catches up, it is told to come back with its cursor. */
const MOST_HELD = 10_000;

/** Brings rows to listeners: one tailer a tenant and field, one rendering a group of equal operations. */
export class Hub {
  readonly #services: Services;
  readonly #schema: GraphQLSchema;
  readonly #rooms = new Map<string, Promise<Room<unknown>>>();

  constructor(services: Services, schema: GraphQLSchema) {
    this.#services = services;
    this.#schema = schema;
  }

  /** Starts to bring rows to a listener, those after `after` first. Answers how to leave. */
  async join(field: LiveField, operation: Operation, listener: Listener, after: Position | null): Promise<() => void> {
    const roomKey = `${field.name} ${listener.ctx.tenantId}`;
    let room = await this.#room(roomKey, field, listener.ctx.tenantId);
    // The last listener may have left, and closed the room, while this one was coming in.
    while (room.tailer.isClosed) room = await this.#room(roomKey, field, listener.ctx.tenantId);
    const groupKey = keyOf(operation, listener.ctx);
    const group = room.groups.get(groupKey) ?? {
      renderer: new Renderer(this.#services, this.#schema, field, operation),
      members: new Set(),
    };
    room.groups.set(groupKey, group);
    const member: Member = { listener, position: after ?? room.tailer.position, held: [] };
    group.members.add(member);
    try {
      await this.#catchUp(room, group, member);
    } catch (error) {
      this.#leave(roomKey, room, groupKey, group, member);
      throw error;
    }
    return () => this.#leave(roomKey, room, groupKey, group, member);
  }

  #room(key: string, field: LiveField, tenantId: string): Promise<Room<unknown>> {
    const known = this.#rooms.get(key);
    if (known) return known;
    const opened = this.#openRoom(field, tenantId);
    this.#rooms.set(key, opened);
    opened.catch(() => this.#rooms.delete(key));
    return opened;
  }

  async #openRoom(field: LiveField, tenantId: string): Promise<Room<unknown>> {
    const tailer = await Tailer.open(this.#services, field, tenantId);
    const room: Room<unknown> = { tailer, groups: new Map() };
    let turn: Promise<void> = Promise.resolve();
    tailer.listen((page) => {
      turn = turn.then(() => this.#handOut(room, page));
    });
    return room;
  }

  async #handOut(room: Room<unknown>, page: readonly Placed<unknown>[]): Promise<void> {
    for (const group of room.groups.values()) {
      for (const placed of page) {
        const valid = validMembers(group);
        const [first] = valid;
        if (!first) break;
        const payload = await group.renderer.render(first.listener.ctx, placed);
        if (payload !== null) for (const member of valid) deliver(member, placed.position, payload);
      }
    }
  }

  async #catchUp(room: Room<unknown>, group: Group<unknown>, member: Member): Promise<void> {
    // Rows up to the tailer's own place are read for this member alone; what comes meanwhile is held.
    while (isAfter(room.tailer.position, member.position)) {
      const page = await room.tailer.readAfter(member.position);
      for (const placed of page) {
        const payload = await group.renderer.render(member.listener.ctx, placed);
        if (payload !== null) member.listener.send(payload);
        member.position = placed.position;
      }
      if (page.length === 0) break;
    }
    const held = member.held ?? [];
    member.held = null;
    for (const { position, payload } of held) deliver(member, position, payload);
  }

  #leave(roomKey: string, room: Room<unknown>, groupKey: string, group: Group<unknown>, member: Member): void {
    group.members.delete(member);
    if (group.members.size === 0) room.groups.delete(groupKey);
    if (room.groups.size > 0) return;
    room.tailer.close();
    this.#rooms.delete(roomKey);
  }
}

function validMembers(group: Group<unknown>): Member[] {
  const valid: Member[] = [];
  for (const member of group.members) {
    if (member.listener.isValid()) valid.push(member);
    else member.listener.end('forbidden');
  }
  return valid;
}

function deliver(member: Member, position: Position, payload: string): void {
  if (!isAfter(position, member.position)) return;
  if (member.held === null) {
    member.position = position;
    member.listener.send(payload);
  } else if (member.held.length < MOST_HELD) {
    member.held.push({ position, payload });
  } else {
    member.listener.end('slow');
  }
}

/** Actors with the same rights in the same tenant see the same. */
function keyOf({ document, operationName, variables, args }: Operation, { actor }: Context): string {
  const source = document.loc?.source.body ?? '';
  const rights = [...actor.scopes].sort().join(' ');
  return JSON.stringify([source, operationName, { ...variables, after: undefined }, args, rights, actor.role]);
}
