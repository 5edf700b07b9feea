import { Arg, Args, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { ApplicationsArgs } from './application.args.ts';
import { CreateApplicationInput, UpdateApplicationInput } from './application.input.ts';
import { Application, ApplicationConnection, ApplicationWithSecret } from './application.type.ts';
import { createApplication } from './create.ts';
import { deleteApplication } from './delete.ts';
import { listApplications, readApplication } from './list.ts';
import { rotateApplicationSecret } from './rotate-secret.ts';
import { updateApplication } from './update.ts';

@Resolver(() => Application)
export class ApplicationResolver {
  @Query(() => ApplicationConnection, { description: 'The applications of the tenant.' })
  async applications(@SignedIn() ctx: Context, @Args(() => ApplicationsArgs) args: ApplicationsArgs) {
    const { filter, orderBy, ...page } = args;
    return toConnection(await listApplications(ctx, { page, filter, order: orderBy }), (application) => application);
  }

  @Query(() => Application, { description: 'One application.' })
  application(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return readApplication(ctx, id);
  }

  @Mutation(() => ApplicationWithSecret, { description: 'Creates an application. Emits `application.created`.' })
  createApplication(
    @SignedIn() ctx: Context,
    @Arg('input', () => CreateApplicationInput) input: CreateApplicationInput,
  ) {
    return createApplication(ctx, input);
  }

  @Mutation(() => Application, { description: 'Changes an application. Emits `application.updated`.' })
  updateApplication(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateApplicationInput) input: UpdateApplicationInput,
  ) {
    return updateApplication(ctx, id, input);
  }

  @Mutation(() => Application, {
    description: 'Deletes an application and its mappings; answers it as it was. Emits `application.deleted`.',
  })
  deleteApplication(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return deleteApplication(ctx, id);
  }

  @Mutation(() => ApplicationWithSecret, {
    description: 'Makes a new client secret for an application. Emits `application.updated`.',
  })
  rotateApplicationSecret(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('overlapSeconds', () => Int, {
      defaultValue: 86_400,
      description: 'How long the secret before is taken as well, in seconds; 0 ends it at once.',
    })
    overlapSeconds: number,
  ) {
    return rotateApplicationSecret(ctx, id, { overlapSeconds });
  }
}
