import { useCallback, type KeyboardEvent, type RefCallback } from 'react';

const stops = 'button, a[href], input';
const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

const controlsOf = (group: Element) => [...group.querySelectorAll<HTMLElement>(stops)];

interface RovingStop {
  ref: RefCallback<HTMLDivElement>;
  onKeyDownCapture: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Makes one stop for Tab of all controls of an element: ← → Home and End walk them. */
export function useRovingStop(): RovingStop {
  // Not an effect: the element may be another one while the component stays.
  const ref = useCallback((group: HTMLDivElement) => {
    let current: HTMLElement | null = null;
    const mark = () => {
      const all = controlsOf(group);
      if (current === null || !all.includes(current)) current = all[0] ?? null;
      for (const one of all) {
        const wanted = one === current ? 0 : -1;
        if (one.tabIndex !== wanted) one.tabIndex = wanted;
      }
    };
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.matches(stops)) current = target;
      mark();
    };
    mark();
    // Controls come and go with what they are for.
    const observer = new MutationObserver(mark);
    observer.observe(group, { childList: true, subtree: true, attributeFilter: ['tabindex'] });
    group.addEventListener('focusin', onFocus);
    return () => {
      observer.disconnect();
      group.removeEventListener('focusin', onFocus);
    };
  }, []);
  return {
    ref,
    onKeyDownCapture(event) {
      if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      const all = controlsOf(event.currentTarget);
      const at = all.findIndex((one) => one === event.target);
      const next = at < 0 ? undefined : all[moves[event.key]?.(at, all.length) ?? -1];
      if (next === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      next.focus();
    },
  };
}
