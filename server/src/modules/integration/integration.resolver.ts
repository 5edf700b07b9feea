import { Arg, Args, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { toConnection } from '../../graphql/connection.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { loaderOf } from '../../loader.ts';
import { createIntegration } from './create.ts';
import { deleteIntegration } from './delete.ts';
import { IntegrationsArgs } from './integration.args.ts';
import { CreateIntegrationInput, SecretInput, UpdateIntegrationInput } from './integration.input.ts';
import { Integration, IntegrationConnection, IntegrationWarning, toIntegration } from './integration.type.ts';
import { listIntegrations, readIntegration } from './list.ts';
import { previewIntegration } from './preview/preview.ts';
import { PreviewedDelivery } from './preview/preview.type.ts';
import { rotateSigningSecret, signingSecret } from './secrets/rotate-signing-secret.ts';
import { integrationSecretNames, secretNamesOf } from './secrets/secret-names.ts';
import { SigningSecret, toSigningSecret } from './secrets/signing-secret.type.ts';
import { setIntegrationSecrets } from './set-secrets.ts';
import { describeEventVariables } from './template/index.ts';
import { TemplateVariable } from './template-variable.type.ts';
import { updateIntegration } from './update.ts';
import { integrationWarnings } from './warnings.ts';

@Resolver(() => Integration)
export class IntegrationResolver {
  @Query(() => IntegrationConnection, { description: 'The integrations of the tenant.' })
  async integrations(
    @SignedIn() ctx: Context,
    @Args(() => IntegrationsArgs) { filter, orderBy, ...page }: IntegrationsArgs,
  ) {
    return toConnection(await listIntegrations(ctx, { page, filter, order: orderBy }), toIntegration);
  }

  @Query(() => Integration, { description: 'One integration.' })
  async integration(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toIntegration(await readIntegration(ctx, id));
  }

  @Query(() => [String], { description: 'The names of its secrets, for templates: `{{secrets.NAME}}`.' })
  integrationSecretNames(@SignedIn() ctx: Context, @Arg('integrationId', () => ID) integrationId: string) {
    return integrationSecretNames(ctx, integrationId);
  }

  @Query(() => SigningSecret, {
    description: 'What its requests are signed with. Shown to those who may change it; audited.',
  })
  async signingSecret(@SignedIn() ctx: Context, @Arg('integrationId', () => ID) integrationId: string) {
    return toSigningSecret(await signingSecret(ctx, integrationId));
  }

  @Query(() => [TemplateVariable], {
    description: 'What templates can name of every event; `eventTypes` has the fields of payloads.',
  })
  templateVariables(@SignedIn() _ctx: Context) {
    return describeEventVariables();
  }

  @Query(() => [PreviewedDelivery], {
    description:
      'What would be sent for an event: by a saved integration, by one being written, or by all. Nothing is sent.',
  })
  previewIntegration(
    @SignedIn() ctx: Context,
    @Arg('input', () => CreateIntegrationInput, { nullable: true }) input: CreateIntegrationInput | null,
    @Arg('integrationId', () => ID, { nullable: true }) integrationId: string | null,
    @Arg('eventId', () => ID, { nullable: true, description: 'A past event.' }) eventId: string | null,
    @Arg('sample', () => String, { nullable: true, description: 'Or an event type to make an example of.' })
    sample: string | null,
  ) {
    return previewIntegration(ctx, { input, integrationId, eventId, sample });
  }

  @Mutation(() => Integration, { description: 'Creates an integration, with a signing secret of its own.' })
  async createIntegration(
    @SignedIn() ctx: Context,
    @Arg('input', () => CreateIntegrationInput) input: CreateIntegrationInput,
  ) {
    return toIntegration(await createIntegration(ctx, input));
  }

  @Mutation(() => Integration, { description: 'Changes an integration; the whole is checked again.' })
  async updateIntegration(
    @SignedIn() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('input', () => UpdateIntegrationInput) input: UpdateIntegrationInput,
  ) {
    return toIntegration(await updateIntegration(ctx, id, input));
  }

  @Mutation(() => Integration, { description: 'Deletes an integration. What it has not delivered is cancelled.' })
  async deleteIntegration(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toIntegration(await deleteIntegration(ctx, id));
  }

  @Mutation(() => [String], { description: 'Makes these its secrets, and removes all others. Answers their names.' })
  setIntegrationSecrets(
    @SignedIn() ctx: Context,
    @Arg('integrationId', () => ID) integrationId: string,
    @Arg('secrets', () => [SecretInput]) secrets: SecretInput[],
  ) {
    return setIntegrationSecrets(ctx, { integrationId, secrets });
  }

  @Mutation(() => SigningSecret, { description: 'Gives it a new signing secret; the old one signs too for a while.' })
  async rotateSigningSecret(
    @SignedIn() ctx: Context,
    @Arg('integrationId', () => ID) integrationId: string,
    @Arg('overlapHours', () => Int, { defaultValue: 24, description: '0 to 168.' }) overlapHours: number,
  ) {
    return toSigningSecret(await rotateSigningSecret(ctx, integrationId, { overlapHours }));
  }

  @FieldResolver(() => [IntegrationWarning], { description: 'What will not work yet, or should be thought over.' })
  async warnings(@SignedIn() ctx: Context, @Root() { id }: Integration) {
    const load = (ids: string[]) => integrationWarnings(ctx, ids);
    return (await loaderOf(ctx, 'integration.warnings', load).load(id)) ?? [];
  }

  @FieldResolver(() => [String], { description: 'The names of its secrets.' })
  async secretNames(@SignedIn() ctx: Context, @Root() { id }: Integration) {
    const load = (ids: string[]) => secretNamesOf(ctx, ids);
    return (await loaderOf(ctx, 'integration.secretNames', load).load(id)) ?? [];
  }
}
