import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';
import { atLeisure } from '@/lib/at-leisure';
import type { LatePart } from '@/lib/late-part';

const OPENING_KEYS = new Set(['ArrowDown', 'ArrowUp', 'Enter', ' ']);

/**
 * An input that is loaded after the page. For as long as it is not there, a shape that cannot be written in stands in
 * its place, and has `handlers`: they want the input when somebody comes near, and note what was done to the shape, so
 * that it can be done to the input.
 */
export function useLateInput<Part>(late: LatePart<Part>) {
  const part = late.usePart();
  const [isFocused, setFocused] = useState(false);
  const [isOpened, setOpened] = useState(false);
  // A click is lost where the element changes between its press and its end.
  const [isPressed, setPressed] = useState(false);
  useEffect(() => atLeisure(late.want), [late]);
  return {
    part: isPressed ? null : part,
    isFocused,
    isOpened: isFocused && isOpened,
    handlers: {
      onPointerEnter: late.want,
      onPointerDown: () => setPressed(true),
      onPointerLeave: ({ pointerType }: PointerEvent) => pointerType === 'mouse' && setPressed(false),
      onPointerCancel: () => setPressed(false),
      onFocus: () => {
        late.want();
        setFocused(true);
      },
      onBlur: () => setFocused(false),
      onClick: () => {
        setPressed(false);
        setOpened(true);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (!OPENING_KEYS.has(event.key)) return;
        event.preventDefault();
        setOpened(true);
      },
    },
  };
}

export type ShapeHandlers = ReturnType<typeof useLateInput>['handlers'];
