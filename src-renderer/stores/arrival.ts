import { useEffect, useRef, type RefObject } from 'react';
import { create } from 'zustand';
import { useNavigation } from './navigation.ts';

/** What gets the focus in a place that was gone to by keyboard: its heading, or the first row of its list. */
export type Arrival = 'heading' | 'row';

const useArrival = create<{
  wanted: Arrival | null;
  /** What has the focus meanwhile keeps it. */
  yields: boolean;
}>(() => ({ wanted: null, yields: false }));

/** Does what goes elsewhere; once that place is on screen, this part of it gets the focus. */
export function arriveAt(part: Arrival, move: () => void): void {
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
    if (!yields || document.activeElement === document.body) latest.current();
  }, [wanted, part, ready]);
}

/** For the heading of a place; it needs `tabIndex={-1}`. */
export function useHeadingFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useArrivalFocus('heading', true, () => heading.current?.focus());
  return heading;
}
