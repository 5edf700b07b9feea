import { Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { listScriptTemplates } from './script-template.ts';
import { ScriptTemplate } from './script-template.type.ts';

@Resolver()
export class ScriptTemplateResolver {
  @Query(() => [ScriptTemplate], { description: 'The scripts that ship with Joinery, for tasks to start from.' })
  scriptTemplates(@SignedIn() ctx: Context) {
    return listScriptTemplates(ctx);
  }
}
