import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { OneOf } from '../../../graphql/one-of.ts';
import type { HttpMethod } from './stored-action.ts';

export enum HttpMethodEnum {
  GET = 'GET',
  POST = 'POST',
  PUT = 'PUT',
  PATCH = 'PATCH',
  DELETE = 'DELETE',
}
registerEnumType(HttpMethodEnum, { name: 'HttpMethod', description: 'Methods that an action may use.' });

export enum HttpAuthType {
  NONE = 'NONE',
  BEARER = 'BEARER',
  BASIC = 'BASIC',
}
registerEnumType(HttpAuthType, { name: 'HttpAuthType', description: 'How a request says who it is from.' });

export enum LogLevelEnum {
  INFO = 'INFO',
  WARN = 'WARN',
  ERROR = 'ERROR',
}
registerEnumType(LogLevelEnum, { name: 'LogLevel', description: 'How loud a log action is.' });

const KEPT_ID = 'The id of the action that this one replaces, to keep its secrets and its history.';

@InputType({ description: 'A header of a request; its value is a template.' })
export class HttpHeaderInput {
  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'A template.' })
  value: string;
}

@InputType({ description: 'Secrets that are left out stay as they are; an empty text removes one.' })
export class HttpAuthInput {
  @Field(() => HttpAuthType)
  type: HttpAuthType;

  @Field(() => String, { nullable: true, description: 'For BEARER. Never comes back.' })
  token?: string | null;

  @Field(() => String, { nullable: true, description: 'For BASIC.' })
  username?: string | null;

  @Field(() => String, { nullable: true, description: 'For BASIC. Never comes back.' })
  password?: string | null;
}

@InputType({ description: 'Sends an HTTP request.' })
export class HttpActionInput {
  @Field(() => ID, { nullable: true, description: KEPT_ID })
  id?: string | null;

  @Field(() => HttpMethodEnum)
  method: HttpMethod;

  @Field(() => String, { description: 'A template: `https://api.example.com/users/{{.Data.user_id}}`.' })
  url: string;

  @Field(() => [HttpHeaderInput], { nullable: true })
  headers?: HttpHeaderInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'A template. Without one, POST, PUT and PATCH send the event as JSON; an empty text sends nothing.',
  })
  body?: string | null;

  @Field(() => Int, { nullable: true, defaultValue: 10, description: '1 to 60.' })
  timeoutSeconds?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: '0 to 20; 0 means that it is tried once.' })
  maxRetries?: number | null;

  @Field(() => HttpAuthInput, { nullable: true, description: 'Left out of an update, it stays as it is.' })
  auth?: HttpAuthInput | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether it is signed by Standard Webhooks 1.0; see `signingSecret`.',
  })
  sign?: boolean | null;
}

@InputType({ description: 'Posts a message to a Slack channel through an incoming webhook.' })
export class SlackActionInput {
  @Field(() => ID, { nullable: true, description: KEPT_ID })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Needed for a new action; left out of an update, it stays.' })
  webhookUrl?: string | null;

  @Field(() => String, { description: "A template in Slack's mrkdwn." })
  message: string;

  @Field(() => Int, { nullable: true, defaultValue: 10, description: '1 to 60.' })
  timeoutSeconds?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: '0 to 20; 0 means that it is tried once.' })
  maxRetries?: number | null;
}

@InputType({ description: "Writes an entry to the server's log." })
export class LogActionInput {
  @Field(() => ID, { nullable: true, description: KEPT_ID })
  id?: string | null;

  @Field(() => String, { description: 'A template.' })
  message: string;

  @Field(() => LogLevelEnum, { nullable: true, defaultValue: LogLevelEnum.INFO })
  level?: LogLevelEnum | null;
}

@InputType({ description: 'Runs a task.' })
export class TriggerTaskActionInput {
  @Field(() => ID, { nullable: true, description: KEPT_ID })
  id?: string | null;

  @Field(() => ID)
  taskId: string;
}

@InputType({ description: 'Starts a flow of an action chain.' })
export class StartFlowActionInput {
  @Field(() => ID, { nullable: true, description: KEPT_ID })
  id?: string | null;

  @Field(() => ID)
  chainId: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'Literals, `{"$from": "event.data.user_id"}`, `{"$text": "from {{event.type}}"}`; nothing when left out.',
  })
  input?: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The id of a user, or a binding: `{"$from": "event.data.user_id"}`.',
  })
  subjectId?: unknown;
}

@OneOf()
@InputType({ description: 'What an integration does: exactly one of these.' })
export class ActionInput {
  @Field(() => HttpActionInput, { nullable: true })
  http?: HttpActionInput | null;

  @Field(() => SlackActionInput, { nullable: true })
  slack?: SlackActionInput | null;

  @Field(() => LogActionInput, { nullable: true })
  log?: LogActionInput | null;

  @Field(() => TriggerTaskActionInput, { nullable: true })
  triggerTask?: TriggerTaskActionInput | null;

  @Field(() => StartFlowActionInput, { nullable: true, description: 'Starts a flow of an action chain.' })
  startFlow?: StartFlowActionInput | null;
}
