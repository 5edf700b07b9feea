import { Arg, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { checkDraft } from './check-draft.ts';
import { Diagnostic } from './diagnostic.type.ts';
import { readScriptTypes } from './script-types.ts';

@Resolver()
export class ScriptResolver {
  @Query(() => [Diagnostic], {
    description: 'What is wrong with a script; nothing when it can be saved and run. It is type-checked, not run.',
  })
  checkScript(@SignedIn() ctx: Context, @Arg('script', () => String) script: string) {
    return checkDraft(ctx, script);
  }

  @Query(() => String, {
    description:
      'The types of the module `joinery` and of the global names of scripts, as a TypeScript declaration file.',
  })
  scriptTypes(@SignedIn() ctx: Context) {
    return readScriptTypes(ctx);
  }
}
