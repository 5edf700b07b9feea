/** For a button: loads what its press will need when somebody comes near it, by pointer or by keyboard. */
export function whenNear(load: () => Promise<unknown>) {
  // What could not be loaded now is loaded by the press.
  const warm = () => void load().catch(() => undefined);
  return { onPointerEnter: warm, onFocus: warm };
}
