import { Arg, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { confirmTotp } from './confirm-totp.ts';
import { enrollTotp } from './enroll-totp.ts';
import { listMfaMethods } from './list.ts';
import { MfaMethod, TotpEnrollment, toMfaMethod } from './mfa.type.ts';
import { removeMfaMethod } from './remove.ts';

@Resolver(() => MfaMethod)
export class MfaResolver {
  @Query(() => [MfaMethod], { description: 'Second factors: your own, or another user’s.' })
  async mfaMethods(
    @SignedIn() ctx: Context,
    @Arg('userId', () => ID, { nullable: true, description: 'Whose; your own when left out.' }) userId?: string | null,
  ) {
    return (await listMfaMethods(ctx, userId)).map((method) => toMfaMethod(method));
  }

  @Mutation(() => TotpEnrollment, {
    description: 'Begins to enrol an authenticator. Nothing changes until `confirmTotp`.',
  })
  enrollTotp(@SignedIn() ctx: Context) {
    return enrollTotp(ctx);
  }

  @Mutation(() => MfaMethod, { description: 'Confirms an authenticator with its first code. Emits `mfa.enrolled`.' })
  async confirmTotp(@SignedIn() ctx: Context, @Arg('code', () => String) code: string) {
    const { method, recoveryCodes } = await confirmTotp(ctx, code);
    return toMfaMethod(method, recoveryCodes);
  }

  @Mutation(() => MfaMethod, { description: 'Removes a second factor and its recovery codes. Emits `mfa.unenrolled`.' })
  async removeMfaMethod(@SignedIn() ctx: Context, @Arg('id', () => ID) id: string) {
    return toMfaMethod(await removeMfaMethod(ctx, id));
  }
}
