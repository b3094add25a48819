import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { longScroll } from '../../lib/long-scroll.ts';
import { useStableCallback } from '../../lib/useStableCallback.ts';

/** The part of a long table that is in view. */
export interface RowWindow {
  /** Of the table, in px, without its scroll bar. */
  width: number;
  /** Rows that fit in whole. */
  fits: number;
  /** The rows in view of so many, both ends included. */
  rowsOf: (rowCount: number) => { first: number; last: number };
  /** Whether it is being scrolled. */
  isMoving: () => boolean;
  /** How far it is scrolled, in px. */
  top: () => number;
  /** Where a row of so many is placed, in px. */
  topOf: (index: number, rowCount: number) => number;
  /** Scrolls as little as it takes to show a row of so many whole. */
  reveal: (index: number, rowCount: number) => void;
  toTop: () => void;
}

interface RowWindowOptions {
  /** Of every row, in px. */
  rowHeight: number;
  /** Of the head over them, which stays in view, in px. */
  headHeight: number;
  /** Called when other rows come into view, and when the table is at rest again. */
  onMove: () => void;
}

/** After so long without a scroll event (ms) the table is at rest. */
const restAfter = 150;

/** Of the table shown last: a new one is mostly as large, so that it needn't be laid out to be drawn. */
let lastSize = { width: 1000, height: 600 };

/**
 * Which rows of equal height a scrolled element shows. Nothing is measured but the element, after it was laid out anyway, and nothing is
 * drawn by React while it is scrolled.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { rowHeight, headHeight, onMove }: RowWindowOptions,
): RowWindow {
  const [size, setSize] = useState(lastSize);
  const top = useRef(0);
  const moving = useRef(false);
  const moved = useStableCallback(onMove);

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
      rest = setTimeout(() => {
        moving.current = false;
        moved();
      }, restAfter);
      top.current = element.scrollTop;
      moving.current = true;
      // Written before the frame that shows it scrolled.
      moved();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(rest);
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, moved]);

  return useMemo(() => {
    const shown = Math.max(0, size.height - headHeight);
    const scrollOf = (rowCount: number) => longScroll(rowCount, rowHeight, shown);
    const scrollTo = (next: number) => {
      // What is read from the element would be laid out first.
      top.current = next;
      if (scroller.current !== null) scroller.current.scrollTop = next;
    };
    return {
      width: size.width,
      fits: Math.floor(shown / rowHeight),
      rowsOf(rowCount) {
        const rowsTop = scrollOf(rowCount).rowsTop(top.current);
        const first = Math.max(0, Math.min(Math.floor(rowsTop / rowHeight), rowCount - 1));
        return { first, last: Math.min(rowCount - 1, first + Math.ceil(shown / rowHeight)) };
      },
      isMoving: () => moving.current,
      top: () => top.current,
      topOf: (index, rowCount) => scrollOf(rowCount).topOf(index, top.current),
      reveal(index, rowCount) {
        const { scrollTopFor } = scrollOf(rowCount);
        const start = Math.floor(scrollTopFor(index * rowHeight));
        const end = Math.ceil(scrollTopFor((index + 1) * rowHeight - shown));
        if (top.current > start) scrollTo(start);
        else if (top.current < end) scrollTo(end);
      },
      toTop() {
        if (top.current > 0) scrollTo(0);
      },
    };
  }, [scroller, size, rowHeight, headHeight]);
}
