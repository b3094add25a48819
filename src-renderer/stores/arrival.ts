import { useEffect, useRef, type RefObject } from 'react';
import { create } from 'zustand';
import { useNavigation } from './navigation.ts';
import { startTypedAhead, takeTypedForPlace, typeAhead } from './typed-ahead.ts';

/** What gets the focus in a place that was gone to by keyboard: its heading, or the first row or the search of its list. */
export type Arrival = 'heading' | 'row' | 'search';

const useArrival = create<{
  wanted: Arrival | null;
  /** What has the focus meanwhile keeps it. */
  yields: boolean;
}>(() => ({ wanted: null, yields: false }));

/** Whether the focus stays where it is now, or is gone with what had it. */
function whileFocusStays(): () => boolean {
  const before = document.activeElement;
  return () => document.activeElement === before || document.activeElement === document.body;
}

/** As goTo; single keys pressed before that place is there act on nothing of the place before it, and `/` is for its list. */
export function arriveAt(part: Arrival, move: () => void): void {
  startTypedAhead({ awaits: 'place', isAwaited: whileFocusStays() });
  goTo(part, move);
}

/** The search of the list that is still loaded gets the focus, and what is typed meanwhile. */
export function arriveAtSearch(text = ''): void {
  useArrival.setState({ wanted: 'search', yields: false });
  startTypedAhead({ awaits: 'place', isAwaited: whileFocusStays(), text });
}

/** Does what goes elsewhere; once that place is on screen, this part of it gets the focus. */
export function goTo(part: Arrival, move: () => void): void {
  const stop = useNavigation.subscribe(() => {
    stop();
    useArrival.setState({ wanted: part, yields: false });
  });
  move();
}

/** Once the place that the window is at is on screen, its heading gets the focus: what had it is gone. */
export const arriveHere = (): void => useArrival.setState({ wanted: 'heading', yields: true });

/** What had the focus went away with the place that the user left: the heading of the new one gets it, unless something else shall. */
export function keepFocusInPlace(): void {
  if (document.activeElement === document.body && useArrival.getState().wanted === null) arriveHere();
}

/** Gives the focus to this part where one has just arrived; `ready`: whether it shows the new place. */
export function useArrivalFocus(part: Arrival, ready: boolean, focus: () => void): void {
  const wanted = useArrival((state) => state.wanted);
  const latest = useRef(focus);
  useEffect(() => {
    latest.current = focus;
  });
  useEffect(() => {
    if (wanted !== part || !ready) return;
    const { yields } = useArrival.getState();
    useArrival.setState({ wanted: null });
    if (part === 'search') {
      latest.current();
      typeAhead();
      return;
    }
    const typed = takeTypedForPlace();
    if (typed?.startsWith('/') === true) arriveAtSearch(typed.slice(1));
    else if (!yields || document.activeElement === document.body) latest.current();
  }, [wanted, part, ready]);
}

/** For the heading of a place; it needs `tabIndex={-1}`. */
export function useHeadingFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useArrivalFocus('heading', true, () => heading.current?.focus());
  return heading;
}
