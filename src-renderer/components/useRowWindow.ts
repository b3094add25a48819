import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** The part of a long table that is in view. */
export interface RowWindow {
  /** Of the table, in px, without its scroll bar. */
  width: number;
  /** The rows in view, both ends included. */
  first: number;
  last: number;
  /** Rows that fit in whole. */
  fits: number;
  /** Whether it is being scrolled. */
  moving: boolean;
  /** Scrolls as little as it takes to show a row whole. */
  reveal: (index: number) => void;
  toTop: () => void;
}

interface RowWindowOptions {
  rowCount: number;
  /** Of every row, in px. */
  rowHeight: number;
  /** Of the head over them, which stays in view, in px. */
  headHeight: number;
}

/** After so long without a scroll event (ms) the table is at rest. */
const restAfter = 150;

/** Of the table shown last: a new one is mostly as large, so that it needn't be laid out to be drawn. */
let lastSize = { width: 1000, height: 600 };

/** Which rows of equal height a scrolled element shows. Nothing is measured but the element, after it was laid out anyway. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { rowCount, rowHeight, headHeight }: RowWindowOptions,
): RowWindow {
  const [size, setSize] = useState(lastSize);
  const [top, setTop] = useState(0);
  const [moving, setMoving] = useState(false);
  const exactTop = useRef(0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    // It is called between layout and painting, so that what it draws is on screen in the same frame.
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined || entry.contentRect.width === 0) return;
      const next = {
        width: Math.round(entry.contentRect.width),
        height: Math.round(entry.contentRect.height),
      };
      // The same object draws nothing again.
      if (next.width !== lastSize.width || next.height !== lastSize.height) lastSize = next;
      flushSync(() => setSize(lastSize));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      clearTimeout(rest);
      rest = setTimeout(() => setMoving(false), restAfter);
      const { scrollTop } = element;
      exactTop.current = scrollTop;
      // Drawn before the frame that shows it scrolled.
      flushSync(() => {
        setTop(Math.floor(scrollTop / rowHeight) * rowHeight);
        setMoving(true);
      });
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(rest);
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, rowHeight]);

  const shown = Math.max(0, size.height - headHeight);
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight), rowCount - 1));
  const last = Math.min(rowCount - 1, first + Math.ceil(shown / rowHeight));
  return {
    width: size.width,
    first,
    last,
    fits: Math.floor(shown / rowHeight),
    moving,
    reveal(index) {
      const element = scroller.current;
      if (element === null) return;
      const start = index * rowHeight;
      const end = start + rowHeight + headHeight - element.clientHeight;
      if (element.scrollTop > start) element.scrollTop = start;
      else if (element.scrollTop < end) element.scrollTop = end;
    },
    toTop() {
      if (exactTop.current > 0) scroller.current?.scrollTo({ top: 0 });
    },
  };
}
