import type { SpotlightStore } from '@mantine/spotlight';

/** Makes the first hit the one that Enter opens. Mantine does it as one types, before the hits of the API are there. */
export function selectFirst(store: SpotlightStore): void {
  const list = document.getElementById(store.getState().listId);
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected');
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}
