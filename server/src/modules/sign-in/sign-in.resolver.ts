import { Arg, Mutation, Query, Resolver } from 'type-graphql';
import type { Context, PublicContext } from '../../context.ts';
import { Anyone, SignedIn } from '../../graphql/signed-in.ts';
import { toUser, User } from '../user/index.ts';
import { changePassword } from './change-password.ts';
import { getMe } from './me.ts';
import { refreshSignIn } from './refresh.ts';
import { Session, toSession } from './session.type.ts';
import { ChangePasswordInput, SignInInput, SignUpInput } from './sign-in.input.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';

@Resolver(() => Session)
export class SignInResolver {
  @Query(() => User, { description: 'The user who acts; of an API token, its owner.' })
  async me(@SignedIn() ctx: Context) {
    return toUser(await getMe(ctx));
  }

  @Mutation(() => Session, { description: 'Creates an organisation and its owner, and signs the owner in.' })
  async signUp(@Anyone() ctx: PublicContext, @Arg('input', () => SignUpInput) input: SignUpInput) {
    return toSession(await signUp(ctx, input));
  }

  @Mutation(() => Session, { description: 'Signs a person in. Emits `login.success` or `login.failed`.' })
  async signIn(@Anyone() ctx: PublicContext, @Arg('input', () => SignInInput) input: SignInInput) {
    return toSession(await signIn(ctx, input));
  }

  @Mutation(() => Session, {
    description:
      'Exchanges a refresh token for a new pair. An old one used again ends the session, but for a retry at once.',
  })
  async refreshSession(@Anyone() ctx: PublicContext, @Arg('refreshToken', () => String) refreshToken: string) {
    return toSession(await refreshSignIn(ctx, refreshToken));
  }

  @Mutation(() => User, { description: 'Changes your password, and ends your other sessions.' })
  async changePassword(@SignedIn() ctx: Context, @Arg('input', () => ChangePasswordInput) input: ChangePasswordInput) {
    return toUser(await changePassword(ctx, input));
  }
}
