/** Chromium lays nothing out beyond 33,554,431 px: rows further down would never be reached. */
const tallest = 30_000_000;

/** How high an element with so many rows of this height (px) may be. */
export const bodyHeightOf = (rowCount: number, rowHeight: number): number =>
  Math.min(rowCount * rowHeight, tallest);

/**
 * Between how far an element is scrolled and what of its rows is in view then, where they may be higher than it is: scrolled to its end, the
 * last row is in view. All in px.
 */
export interface LongScroll {
  /** How much of the rows is above what is in view. */
  rowsTop: (scrollTop: number) => number;
  scrollTopFor: (rowsTop: number) => number;
  /** Where a row is placed in the element. */
  topOf: (index: number, scrollTop: number) => number;
}

/** `shown`: how much of the element is in view at a time. */
export function longScroll(rowCount: number, rowHeight: number, shown: number): LongScroll {
  const rowsHeight = rowCount * rowHeight;
  const bodyHeight = bodyHeightOf(rowCount, rowHeight);
  const factor = bodyHeight === rowsHeight ? 1 : (rowsHeight - shown) / (bodyHeight - shown);
  const rowsTop = (scrollTop: number) => scrollTop * factor;
  return {
    rowsTop,
    scrollTopFor: (top) => top / factor,
    topOf(index, scrollTop) {
      // So far down the compositor keeps even numbers only.
      const shift = 2 * Math.round((rowsTop(scrollTop) - scrollTop) / 2);
      // The active row may be far out of view, where it must not make the element higher.
      return Math.max(0, Math.min(index * rowHeight - shift, bodyHeight - rowHeight));
    },
  };
}
