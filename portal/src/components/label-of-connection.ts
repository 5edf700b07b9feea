/** What a connection is called among those of other plugins. */
export function labelOfConnection({
  name,
  installation: { plugin },
}: {
  readonly name: string;
  readonly installation: { readonly plugin: { readonly name: string } };
}): string {
  return name === plugin.name ? name : `${plugin.name}: ${name}`;
}
