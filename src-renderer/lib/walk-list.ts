import type { KeyboardEvent } from 'react';

/** Arrows, j and k, Home and End move the focus within a list. Nothing happens for another key, or while none of the items has the focus. */
export function walkList(items: readonly HTMLElement[], event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  const at = items.findIndex((item) => item === document.activeElement);
  if (at === -1) return;
  const targets: Record<string, number> = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at - 1,
    k: at - 1,
    Home: 0,
    End: items.length - 1,
  };
  const to = targets[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
}
