import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { HttpAuthType, HttpMethodEnum, LogLevelEnum } from './action.input.ts';
import type { StoredAction, StoredActionKind } from './stored-action.ts';

export enum ActionKind {
  HTTP = 'http',
  SLACK = 'slack',
  LOG = 'log',
  TRIGGER_TASK = 'trigger_task',
  START_FLOW = 'start_flow',
}
registerEnumType(ActionKind, { name: 'ActionKind', description: 'What an action does.' });

@InterfaceType({
  description: 'What an integration does when it fires.',
  resolveType: (action: StoredAction) => TYPES[action.kind],
})
export class Action {
  @Field(() => ID, { description: 'Stays over updates that name it.' })
  id: string;

  @Field(() => ActionKind)
  kind: StoredActionKind;
}

@ObjectType({ description: 'A header of a request; its value is a template.' })
export class HttpHeader {
  @Field(() => String)
  name: string;

  @Field(() => String)
  value: string;
}

@ObjectType({ description: 'How a request says who it is from. Secrets never come back.' })
export class HttpAuth {
  @Field(() => HttpAuthType)
  type: HttpAuthType;

  @Field(() => String, { nullable: true })
  username?: string | null;

  @Field(() => Boolean, { description: 'Whether a bearer token is stored; it is never shown.' })
  hasToken: boolean;

  @Field(() => Boolean, { description: 'Whether a password is stored; it is never shown.' })
  hasPassword: boolean;
}

@ObjectType({ implements: Action, description: 'Sends an HTTP request.' })
export class HttpAction extends Action {
  @Field(() => HttpMethodEnum)
  method: string;

  @Field(() => String)
  url: string;

  @Field(() => [HttpHeader])
  headers: HttpHeader[];

  @Field(() => String, { nullable: true, description: 'Null: the event as JSON.' })
  body: string | null;

  @Field(() => Int)
  timeoutSeconds: number;

  @Field(() => Int)
  maxRetries: number;

  @Field(() => HttpAuth)
  auth: HttpAuth;

  @Field(() => Boolean, { description: 'Whether requests are signed (Standard Webhooks).' })
  sign: boolean;
}

@ObjectType({ implements: Action, description: 'Posts a message to a Slack channel.' })
export class SlackAction extends Action {
  @Field(() => String)
  message: string;

  @Field(() => String, { description: "Enough of the webhook's URL to tell it from others; the URL never comes back." })
  webhookUrlHint: string;

  @Field(() => Int)
  timeoutSeconds: number;

  @Field(() => Int)
  maxRetries: number;
}

@ObjectType({ implements: Action, description: "Writes an entry to the server's log." })
export class LogAction extends Action {
  @Field(() => String)
  message: string;

  @Field(() => LogLevelEnum)
  level: LogLevelEnum;
}

@ObjectType({ implements: Action, description: 'Runs a task.' })
export class TriggerTaskAction extends Action {
  @Field(() => ID)
  taskId: string;
}

@ObjectType({ implements: Action, description: 'Starts a flow of an action chain.' })
export class StartFlowAction extends Action {
  @Field(() => ID)
  chainId: string;

  @Field(() => GraphQLJSON, { description: 'With its bindings: `{"user": {"$from": "event.data.user_id"}}`.' })
  input: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The user whom the flow is about, or a binding to their id.',
  })
  subjectId: unknown;
}

const TYPES = {
  http: HttpAction,
  slack: SlackAction,
  log: LogAction,
  trigger_task: TriggerTaskAction,
  start_flow: StartFlowAction,
};

/** A stored action as the API shows it. */
export function toAction(action: StoredAction): object {
  if (action.kind !== 'http') return action;
  const { auth } = action;
  return {
    ...action,
    auth: {
      type: auth.type,
      username: auth.type === 'BASIC' ? auth.username : null,
      hasToken: auth.type === 'BEARER',
      hasPassword: auth.type === 'BASIC' && auth.hasPassword,
    },
  };
}
