import { useEffect, useRef, type RefObject } from 'react';
import { useStableCallback } from '../../lib/useStableCallback.ts';

/** Gives the focus to `refocus` where it was in an element and is lost with what held it, when there are more or fewer rows. */
export function useKeptFocus(
  within: RefObject<HTMLElement | null>,
  rowCount: number,
  refocus: () => void,
): void {
  const hadFocus = useLastFocus(within);
  const keepFocus = useStableCallback(() => {
    if (hadFocus.current && document.activeElement === document.body) refocus();
  });
  useEffect(keepFocus, [rowCount, keepFocus]);
}

/** Whether the focus was in an element last: it is told by where it goes, since what is removed takes it along silently. */
function useLastFocus(within: RefObject<HTMLElement | null>): RefObject<boolean> {
  const last = useRef(false);
  useEffect(() => {
    const follow = ({ target }: Event) => {
      last.current = target instanceof Node && within.current?.contains(target) === true;
    };
    document.addEventListener('focusin', follow);
    document.addEventListener('pointerdown', follow);
    return () => {
      document.removeEventListener('focusin', follow);
      document.removeEventListener('pointerdown', follow);
    };
  }, [within]);
  return last;
}
