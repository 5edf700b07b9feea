import { fullMenu } from '@/components/act-menu';

/** Loads what any page may need with the next click or the next stop of the pointer, so that nobody waits for it then. */
export function warmUp(): void {
  fullMenu.want();
  const parts = [
    import('@/components/confirm-question'),
    import('@/components/full-dialog'),
    import('@/components/hint-bubble'),
    import('./search'),
  ];
  // What could not be loaded now is loaded when it is needed.
  Promise.all(parts).catch(() => undefined);
}
