import { ApiTokenResolver } from '../modules/api-token/index.ts';
import { AppMappingResolver } from '../modules/app-mapping/index.ts';
import { ApplicationResolver, MappedApplicationResolver } from '../modules/application/index.ts';
import { AuditResolver } from '../modules/audit/index.ts';
import { ActionChainResolver, ChainStepResolver } from '../modules/chain/index.ts';
import { ActionResolver, ConnectionResolver, GrantsResolver } from '../modules/connection/index.ts';
import {
  DeliveryResolver,
  DeliverySubscription,
  EventDeliveriesResolver,
  IntegrationHealthResolver,
} from '../modules/delivery/index.ts';
import { DeploymentResolver } from '../modules/deployment/index.ts';
import { EventResolver, EventSubscription } from '../modules/event/index.ts';
import {
  FederatedIdentityResolver,
  FederatedProviderResolver,
  UserIdentitiesResolver,
} from '../modules/federation/index.ts';
import { ActionFlowResolver, ActionFlowStepResolver, ActionFlowSubscription } from '../modules/flow/index.ts';
import {
  GroupResolver,
  GroupTimelineResolver,
  MappedGroupResolver,
  MembershipBulkResolver,
  MembershipResolver,
} from '../modules/group/index.ts';
import { InstallationResolver } from '../modules/installation/index.ts';
import { IntegrationResolver } from '../modules/integration/index.ts';
import { MessageResolver } from '../modules/message/index.ts';
import { MfaResolver } from '../modules/mfa/index.ts';
import { NotificationResolver } from '../modules/notification/index.ts';
import { OverviewResolver } from '../modules/overview/index.ts';
import { PluginResolver, PluginVersionResolver, PublisherResolver } from '../modules/plugin/index.ts';
import { ScriptResolver, ScriptTemplateResolver } from '../modules/script/index.ts';
import { SearchResolver } from '../modules/search/index.ts';
import { ActiveSessionResolver } from '../modules/session/index.ts';
import { SignInResolver } from '../modules/sign-in/index.ts';
import { TaskContentResolver, TaskResolver, TaskRunResolver, TaskRunSubscription } from '../modules/task/index.ts';
import { TenantResolver } from '../modules/tenant/index.ts';
import { UninstallationResolver } from '../modules/uninstallation/index.ts';
import {
  AuditedUserResolver,
  MappedUserResolver,
  MemberResolver,
  UserBulkResolver,
  UserLinksResolver,
  UserResolver,
  UserRightsResolver,
  UserTimelineResolver,
} from '../modules/user/index.ts';
import { UserImportResolver } from '../modules/user-import/index.ts';
import { LiveCursorResolver } from './live-cursor.resolver.ts';

/** Every module's resolvers. */
export const resolvers = [
  LiveCursorResolver,
  SignInResolver,
  ActiveSessionResolver,
  MfaResolver,
  ApiTokenResolver,
  TenantResolver,
  UserResolver,
  UserLinksResolver,
  UserRightsResolver,
  UserBulkResolver,
  UserTimelineResolver,
  UserImportResolver,
  GroupResolver,
  GroupTimelineResolver,
  MembershipResolver,
  MembershipBulkResolver,
  MemberResolver,
  ApplicationResolver,
  MappedApplicationResolver,
  AppMappingResolver,
  MappedGroupResolver,
  MappedUserResolver,
  FederatedProviderResolver,
  FederatedIdentityResolver,
  UserIdentitiesResolver,
  MessageResolver,
  NotificationResolver,
  EventResolver,
  EventSubscription,
  IntegrationResolver,
  DeliveryResolver,
  DeliverySubscription,
  EventDeliveriesResolver,
  IntegrationHealthResolver,
  PublisherResolver,
  PluginResolver,
  PluginVersionResolver,
  InstallationResolver,
  UninstallationResolver,
  ConnectionResolver,
  ActionResolver,
  GrantsResolver,
  ScriptResolver,
  ScriptTemplateResolver,
  TaskResolver,
  TaskContentResolver,
  TaskRunResolver,
  TaskRunSubscription,
  ActionChainResolver,
  ChainStepResolver,
  ActionFlowResolver,
  ActionFlowStepResolver,
  ActionFlowSubscription,
  AuditResolver,
  AuditedUserResolver,
  DeploymentResolver,
  OverviewResolver,
  SearchResolver,
];
