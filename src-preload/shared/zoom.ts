/** How large a page can be drawn: the steps of browsers, as factors. */
export const zoomSteps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** The next larger or smaller step; at either end it stays. */
export function nextZoom(factor: number, direction: 'in' | 'out'): number {
  const next =
    direction === 'in'
      ? zoomSteps.find((step) => step > factor + 0.001)
      : zoomSteps.findLast((step) => step < factor - 0.001);
  return next ?? factor;
}

/** Whether a factor is one that the page can be drawn with. */
export const isZoom = (value: unknown): value is number =>
  typeof value === 'number' && value >= zoomSteps[0] && value <= 2;
