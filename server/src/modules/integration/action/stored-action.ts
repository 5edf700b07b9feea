import type { Binding } from '../../chain/index.ts';

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

export const LOG_LEVELS = ['INFO', 'WARN', 'ERROR'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How a request authenticates. The token and the password are secrets of the action, kept apart. */
export type HttpAuth =
  | { type: 'NONE' }
  | { type: 'BEARER' }
  | { type: 'BASIC'; username: string; hasPassword: boolean };

export interface HttpHeader {
  name: string;
  /** A template. */
  value: string;
}

export interface StoredHttpAction {
  id: string;
  kind: 'http';
  method: HttpMethod;
  /** A template. */
  url: string;
  headers: HttpHeader[];
  /** A template; null sends the event as JSON, empty text sends nothing. */
  body: string | null;
  timeoutSeconds: number;
  maxRetries: number;
  auth: HttpAuth;
  sign: boolean;
}

export interface StoredSlackAction {
  id: string;
  kind: 'slack';
  /** A template in Slack's mrkdwn. */
  message: string;
  /** Enough of the webhook's URL to tell it from others; the URL itself is a secret. */
  webhookUrlHint: string;
  timeoutSeconds: number;
  maxRetries: number;
}

export interface StoredLogAction {
  id: string;
  kind: 'log';
  /** A template. */
  message: string;
  level: LogLevel;
}

export interface StoredTriggerTaskAction {
  id: string;
  kind: 'trigger_task';
  taskId: string;
}

export interface StoredStartFlowAction {
  id: string;
  kind: 'start_flow';
  chainId: string;
  /** Its bindings read from `event`. */
  input: Binding;
  subjectId: Binding;
}

/** An action as an integration stores it: with an id that stays over updates, and without secrets. */
export type StoredAction =
  | StoredHttpAction
  | StoredSlackAction
  | StoredLogAction
  | StoredTriggerTaskAction
  | StoredStartFlowAction;
export type StoredActionKind = StoredAction['kind'];
