import type { ReactElement } from 'react';
import { createContext, use, useState } from 'react';
import { Tooltip as Radix } from 'radix-ui';
import css from './Tooltip.module.css';

const Place = createContext<HTMLElement | null>(null);

interface TooltipProps {
  words: string;
  shortcut?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that takes a ref and props (a button). */
  children: ReactElement;
}

/** Words beside an element on hover and on focus. Needs the `TooltipProvider` around the app. */
export function Tooltip({ words, shortcut, side = 'top', children }: TooltipProps) {
  const place = use(Place);
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content className={css.content} side={side} sideOffset={6} collisionPadding={8}>
          {words}
          {shortcut === undefined ? null : <kbd className={css.keys}>{shortcut}</kbd>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function TooltipProvider({ children }: { children: ReactElement }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Radix.Provider delayDuration={450} skipDelayDuration={200}>
      <Place value={place}>{children}</Place>
      {/* A landmark of their own, gone while it is empty: nothing on the page may lie outside of one. */}
      <section aria-label="Hint" ref={setPlace} className={css.place} />
    </Radix.Provider>
  );
}
