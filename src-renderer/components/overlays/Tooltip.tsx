import type { HTMLAttributes, ReactElement } from 'react';
import { cloneElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Tooltip as Radix } from 'radix-ui';
import { cutElementAt, cutTextIn } from '../../lib/cut-text.ts';
import css from './Tooltip.module.css';

type Side = 'top' | 'right' | 'bottom' | 'left';

interface TooltipProps {
  text: string;
  shortcut?: string;
  side?: Side;
  /** One element that passes its attributes on to the page (a button). */
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}

/**
 * Words beside an element on hover and on focus. What is cut for want of room needs none: its whole text is shown the same way. Needs the
 * `TooltipProvider` around the app, which shows them all: a tooltip of its own for each control was half of what drawing a list cost.
 */
export function Tooltip({ text, shortcut, side = 'top', children }: TooltipProps) {
  const attributes: HTMLAttributes<HTMLElement> & Record<`data-${string}`, string | undefined> = {
    'data-hint': text,
    'data-hint-side': side,
    'data-hint-keys': shortcut,
  };
  return cloneElement(children, attributes);
}

interface Hint {
  target: HTMLElement;
  words: string;
  keys: string | undefined;
  side: Side;
  rect: DOMRect;
}

/** Until words appear (ms); those beside them come sooner, once some were shown. */
const showAfterMs = 450;
const showSoonAfterMs = 200;

/** What says on focus what is cut in it: not a part of the page that only scrolls. */
const readOnFocus = 'button, a[href], [role=row], h1, h2';

const hinted = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-hint]') : null;

const sideOf = (side: string | undefined): Side =>
  side === 'right' || side === 'bottom' || side === 'left' ? side : 'top';

/** An empty hint is the name of its element: the rows of lists needn't write it twice. */
const wordsOf = (target: HTMLElement, hint: string): string =>
  hint === '' ? (target.getAttribute('aria-label') ?? '') : hint;

/** What to show of an element: its hint, else what is cut in it. */
function read(target: HTMLElement): Hint | null {
  const { hint, hintKeys: keys, hintSide } = target.dataset;
  if (hint !== undefined)
    return {
      target,
      words: wordsOf(target, hint),
      keys,
      side: sideOf(hintSide),
      rect: target.getBoundingClientRect(),
    };
  const cut = cutTextIn(target);
  if (cut === null) return null;
  return { target, words: cut.text, keys, side: 'bottom', rect: cut.at.getBoundingClientRect() };
}

export function TooltipProvider({ children }: { children: ReactElement }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [hint, setHint] = useState<Hint | null>(null);
  useHints(setHint);
  return (
    <>
      {children}
      {/* A landmark of their own, gone while it is empty: nothing on the page may lie outside of one. */}
      <section aria-label="Hint" ref={setPlace} className={css.place} />
      {hint === null || place === null ? null : <Shown hint={hint} place={place} />}
    </>
  );
}

function Shown({ hint, place }: { hint: Hint; place: HTMLElement }) {
  const { target, words, keys, side, rect } = hint;
  const anchor = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const id = anchor.current?.getAttribute('aria-describedby') ?? null;
    // What is cut is read whole anyway, and what is described by something else already says its reason there.
    if (
      id === null ||
      target.dataset.hint === undefined ||
      target.hasAttribute('aria-describedby') ||
      target.getAttribute('aria-label') === words
    )
      return undefined;
    target.setAttribute('aria-describedby', id);
    return () => target.removeAttribute('aria-describedby');
  }, [target, words]);
  return (
    <Radix.Provider>
      <Radix.Root open>
        <Radix.Trigger asChild>
          <span
            ref={anchor}
            aria-hidden
            className={css.anchor}
            style={{ left: rect.left, top: rect.top, width: rect.width, height: rect.height }}
          />
        </Radix.Trigger>
        <Radix.Portal container={place}>
          <Radix.Content className={css.content} side={side} sideOffset={6} collisionPadding={8}>
            {words}
            {keys === undefined ? null : <kbd className={css.keys}>{keys}</kbd>}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}

/** Tells whose words are to be shown, from where the pointer and the focus are in the whole page. */
function useHints(show: (hint: Hint | null) => void): void {
  useEffect(() => {
    let shown: HTMLElement | null = null;
    let words: string | undefined;
    let waiting: { target: HTMLElement; timer: ReturnType<typeof setTimeout> } | null = null;
    /** Of its own: lists change under a pointer that rests. */
    let focusTimer: ReturnType<typeof setTimeout> | undefined;
    let hiddenAt = -Infinity;
    // Words that change while they are shown ("Copied"), and elements that go away under them.
    const watch = new MutationObserver(() => {
      if (shown === null) return;
      const next = shown.isConnected ? read(shown) : null;
      if (next === null) hide();
      // Drawing the words changes the page too: only other words are a reason to draw them again.
      else if (next.words !== words) open(shown);
    });
    const stopWaiting = () => {
      if (waiting !== null) clearTimeout(waiting.timer);
      waiting = null;
    };
    const hideShown = () => {
      clearTimeout(focusTimer);
      if (shown === null) return;
      shown = null;
      watch.disconnect();
      hiddenAt = performance.now();
      show(null);
    };
    const hide = () => {
      stopWaiting();
      hideShown();
    };
    const open = (target: HTMLElement) => {
      // What it opened says more than its name.
      const hint = target.isConnected && target.ariaExpanded !== 'true' ? read(target) : null;
      if (hint === null) return;
      stopWaiting();
      watch.disconnect();
      shown = target;
      ({ words } = hint);
      watch.observe(target, { attributes: true, attributeFilter: ['data-hint'] });
      watch.observe(document.body, { childList: true, subtree: true });
      show(hint);
    };
    const later = (target: HTMLElement, find: () => HTMLElement | null) => {
      stopWaiting();
      const timer = setTimeout(() => {
        waiting = null;
        const found = find();
        if (found !== null) open(found);
      }, showAfterMs);
      waiting = { target, timer };
    };
    const over = (event: PointerEvent) => {
      // Nor while something is dragged: it would lie over where that goes.
      if (event.pointerType === 'touch' || event.buttons !== 0) return;
      // An icon is no HTML element, and mostly what the pointer rests on.
      const under = event.target instanceof Element ? event.target : null;
      const target = hinted(under);
      if (under !== null && shown?.contains(under) === true && (target === shown || target === null)) return;
      if (target === waiting?.target && target !== null) return;
      // What the focus shows stays until the focus or a key says otherwise.
      if (target === null && shown !== null && shown === document.activeElement) return;
      stopWaiting();
      if (shown !== null) hide();
      if (target === null) {
        if (under instanceof HTMLElement) later(under, () => cutElementAt(under));
      } else if (performance.now() - hiddenAt < showSoonAfterMs) open(target);
      else later(target, () => target);
    };
    const focused = (event: FocusEvent) => {
      const target = hinted(event.target);
      // The pointer may rest on another element: a dialog that closes gives the focus back later than it goes away.
      hideShown();
      const focusedOn = event.target;
      if (!(focusedOn instanceof HTMLElement) || !focusedOn.matches(':focus-visible')) return;
      if (target === focusedOn) open(target);
      // Walking through a list measures nothing on the way.
      else if (target === null && focusedOn.matches(readOnFocus))
        focusTimer = setTimeout(() => {
          if (focusedOn === document.activeElement) open(focusedOn);
        }, showAfterMs);
    };
    const leave = (event: FocusEvent) => {
      if (shown !== null && (event.target === shown || hinted(event.target) === shown)) hide();
    };
    const listeners = new AbortController();
    const { signal } = listeners;
    document.addEventListener('pointerover', over, { signal });
    document.documentElement.addEventListener('pointerleave', hide, { signal });
    document.addEventListener('focusin', focused, { signal });
    document.addEventListener('focusout', leave, { signal });
    document.addEventListener('pointerdown', hide, { signal, capture: true });
    document.addEventListener('keydown', hide, { signal, capture: true });
    document.addEventListener('scroll', hide, { signal, capture: true, passive: true });
    window.addEventListener('blur', hide, { signal });
    return () => {
      listeners.abort();
      stopWaiting();
      clearTimeout(focusTimer);
      watch.disconnect();
    };
  }, [show]);
}
