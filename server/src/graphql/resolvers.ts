import { ApiTokenResolver } from '../modules/api-token/index.ts';
import { AppMappingResolver } from '../modules/app-mapping/index.ts';
import { ApplicationResolver, MappedApplicationResolver } from '../modules/application/index.ts';
import { AuditResolver } from '../modules/audit/index.ts';
import { ActionResolver, ConnectionResolver } from '../modules/connection/index.ts';
import { DeliveryResolver, DeliverySubscription, EventDeliveriesResolver } from '../modules/delivery/index.ts';
import { EventResolver, EventSubscription } from '../modules/event/index.ts';
import {
  FederatedIdentityResolver,
  FederatedProviderResolver,
  UserIdentitiesResolver,
} from '../modules/federation/index.ts';
import { GroupResolver, MappedGroupResolver, MembershipResolver } from '../modules/group/index.ts';
import { InstallationResolver } from '../modules/installation/index.ts';
import { IntegrationResolver } from '../modules/integration/index.ts';
import { MfaResolver } from '../modules/mfa/index.ts';

  ScriptResolver,
