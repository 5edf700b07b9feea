import { randomId } from '@mantine/hooks';
import type {
  ConditionOperator,
  HttpAuthType,
  HttpMethod,
  IntegrationSetupFragment,
  LogLevel,
} from '../../../../generated/graphql';

/** An integration as it stands in the form; `key`s tell rows apart while they move. */
export interface Draft {
  name: string;
  description: string;
  eventTypes: string[];
  conditions: ConditionDraft[];
  actions: ActionDraft[];
  secrets: SecretDraft[];
}

export interface TestDraft {
  key: string;
  kind: 'test';
  field: string;
  operator: ConditionOperator;
  /** Of IN and NOT_IN, one a line of a list. */
  values: string[];
}

export interface GroupDraft {
  key: string;
  kind: 'group';
  mode: 'all' | 'any';
  items: ConditionDraft[];
}

export type ConditionDraft = TestDraft | GroupDraft;

export interface HeaderDraft {
  key: string;
  name: string;
  value: string;
}

interface Common {
  key: string;
  /** Of an action that is saved: keeps its secrets and its history. */
  id: string | null;
}

interface Retrying {
  timeoutSeconds: number;
  maxRetries: number;
}

export interface HttpDraft extends Common, Retrying {
  kind: 'HTTP';
  method: HttpMethod;
  url: string;
  headers: HeaderDraft[];
  /** Null: the event as JSON. */
  body: string | null;
  sign: boolean;
  auth: {
    type: HttpAuthType;
    username: string;
    token: string;
    password: string;
    hasToken: boolean;
    hasPassword: boolean;
  };
}

export interface SlackDraft extends Common, Retrying {
  kind: 'SLACK';
  webhookUrl: string;
  /** Of the URL that is stored. */
  hint: string | null;
  message: string;
}

export interface LogDraft extends Common {
  kind: 'LOG';
  message: string;
  level: LogLevel;
}

export interface TaskDraft extends Common {
  kind: 'TRIGGER_TASK';
  taskId: string | null;
}

export interface FlowDraft extends Common {
  kind: 'START_FLOW';
  chainId: string | null;
  /** By the fields of the chain's input, each a value or a binding to the event's. */
  input: Record<string, unknown>;
  /** The same as JSON, as it is typed; null while it is written by its fields. */
  inputText: string | null;
  /** The id of a user, or a binding to where the event says it; undefined for nobody. */
  subjectId: unknown;
}

export type ActionDraft = HttpDraft | SlackDraft | LogDraft | TaskDraft | FlowDraft;

/** A secret for templates; the value of a stored one is not known and stays, unless another is given. */
export interface SecretDraft {
  key: string;
  name: string;
  value: string;
  isStored: boolean;
}

export type Setup = IntegrationSetupFragment;

export const newKey = () => randomId();
