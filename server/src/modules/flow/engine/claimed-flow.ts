import type { ActionFlowStatus, FlowTrigger, RunMode } from '@joinery/prisma';
import type { FlowStep } from '../flow-step.ts';

export interface Subject {
  id: string;
  email: string;
  username: string;
  firstName: string | null;
  lastName: string | null;
  isActive: boolean;
  attributes: unknown;
}

/** A flow that this worker has claimed, with its steps. */
export interface ClaimedFlow {
  tenantId: string;
  id: string;
  /** Fences what is written of it: a claim that has lapsed writes nothing. */
  claim: number;
  /** As it was when it was claimed; one that has risen meanwhile has somebody's answer. */
  nudges: number;
  chainId: string;
  chainName: string;
  mode: RunMode;
  trigger: FlowTrigger;
  status: ActionFlowStatus;
  input: unknown;
  subjectId: string | null;
  subject: Subject | null;
  actorEmail: string | null;
  eventId: string | null;
  /** Of the event that has set it off; null once it is no longer kept. */
  eventType: string | null;
  depth: number;
  parentFlowId: string | null;
  nesting: number;
  isCompensating: boolean;
  error: string | null;
  createdAt: Date;
  steps: FlowStep[];
}
