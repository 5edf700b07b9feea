import { Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { Deployment, SigningKey } from './deployment.type.ts';
import { listSigningKeys, readDeployment } from './read.ts';

@Resolver()
export class DeploymentResolver {
  @Query(() => Deployment, { description: 'What is set for every organisation of this deployment.' })
  deployment(@SignedIn() ctx: Context) {
    return readDeployment(ctx);
  }

  @Query(() => [SigningKey], {
    description: 'The keys that sign access tokens and the heads of audit logs, the newest first.',
  })
  signingKeys(@SignedIn() ctx: Context) {
    return listSigningKeys(ctx);
  }
}
