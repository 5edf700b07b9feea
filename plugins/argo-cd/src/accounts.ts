import { type ArgoCd, changeConfigMap } from './config-map.ts';

const NAME = 'argocd-cm';

/** Sets what a local account may and whether it is enabled; null takes the setting out. `change` may answer undefined. */
export function changeAccount(
  ctx: ArgoCd,
  account: string,
  change: (now: { capabilities?: string; enabled?: string }) => Record<string, string | null> | undefined,
): Promise<boolean> {
  const key = `accounts.${account}`;
  return changeConfigMap(ctx, NAME, (data) => {
    const settings = change({ capabilities: data[key], enabled: data[`${key}.enabled`] });
    if (!settings) return undefined;
    const all = Object.entries({ ...data, ...settings }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    );
    return Object.fromEntries(all);
  });
}
