import { Arg, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.ts';
import { SignedIn } from '../../graphql/signed-in.ts';
import { readTaskConfig, setTaskConfig } from './config.ts';
import { listScriptVersions, readScript } from './list-scripts.ts';
import { restoreScript } from './restore-script.ts';
import { patchTaskSecrets, readTaskSecretNames, setTaskSecrets } from './secrets.ts';
import { TaskConfigInput, TaskSecretInput, TaskSecretPatchInput } from './task.args.ts';
import { Task, TaskConfigEntry, TaskScript } from './task.type.ts';

/** What a script is made of and given: versions, config, secrets. */
@Resolver()
export class TaskContentResolver {
  @Query(() => [TaskScript], { description: "The versions of a task's script, the newest first." })
  taskScripts(@SignedIn() ctx: Context, @Arg('taskId', () => ID) taskId: string) {
    return listScriptVersions(ctx, taskId);
  }

  @Query(() => TaskScript, {
    nullable: true,
    description: "One version of a task's script; without a number, the one that runs.",
  })
  taskScript(
    @SignedIn() ctx: Context,
    @Arg('taskId', () => ID) taskId: string,
    @Arg('version', () => Int, { nullable: true }) version: number | null,
  ) {
    return readScript(ctx, taskId, version);
  }

  @Mutation(() => Task, { description: "Makes an old version of a task's script the newest one." })
  restoreTaskScript(
    @SignedIn() ctx: Context,
    @Arg('taskId', () => ID) taskId: string,
    @Arg('version', () => Int) version: number,
  ) {
    return restoreScript(ctx, taskId, version);
  }

  @Query(() => [TaskConfigEntry], { description: 'What a script reads with `config.get`, by key.' })
  taskConfig(@SignedIn() ctx: Context, @Arg('taskId', () => ID) taskId: string) {
    return readTaskConfig(ctx, taskId);
  }

  @Mutation(() => [TaskConfigEntry], { description: 'Makes these the config of a task: what is left out goes.' })
  setTaskConfig(
    @SignedIn() ctx: Context,
    @Arg('taskId', () => ID) taskId: string,
    @Arg('entries', () => [TaskConfigInput]) entries: TaskConfigInput[],
  ) {
    return setTaskConfig(ctx, taskId, entries);
  }

  @Query(() => [String], { description: "The names of a task's secrets; values never come back." })
  taskSecretNames(@SignedIn() ctx: Context, @Arg('taskId', () => ID) taskId: string) {
    return readTaskSecretNames(ctx, taskId);
  }

  @Mutation(() => [String], {
    description: 'Makes these the secrets of a task: what is left out goes. Answers their names.',
  })
  setTaskSecrets(
    @SignedIn() ctx: Context,
    @Arg('taskId', () => ID) taskId: string,
    @Arg('secrets', () => [TaskSecretInput]) secrets: TaskSecretInput[],
  ) {
    return setTaskSecrets(ctx, taskId, secrets);
  }

  @Mutation(() => [String], {
    description: 'Sets some secrets of a task and removes those without a value; others stay.',
  })
  patchTaskSecrets(
    @SignedIn() ctx: Context,
    @Arg('taskId', () => ID) taskId: string,
    @Arg('secrets', () => [TaskSecretPatchInput]) secrets: TaskSecretPatchInput[],
  ) {
    return patchTaskSecrets(ctx, taskId, secrets);
  }
}
