/* Which point of a chart the pointer or a key means. */

/** In the units of the chart; without a height it stands for all of its moment. */
export interface ChartPoint {
  x: number;
  y?: number;
}

/** The index of the point nearest to the pointer; null: there are none. */
export function nearestPoint(points: readonly ChartPoint[], at: { x: number; y: number }): number | null {
  let nearest: number | null = null;
  let least = Infinity;
  points.forEach(({ x, y = at.y }, index) => {
    const distance = Math.hypot(x - at.x, y - at.y);
    if (distance >= least) return;
    least = distance;
    nearest = index;
  });
  return nearest;
}

/** The stop that a key leads to from the point `at`, stops in rising order; null: it isn't a key of charts. */
export function nextStop(stops: readonly number[], at: number, key: string): number | null {
  const [first, last] = [stops[0], stops.at(-1)];
  if (first === undefined || last === undefined) return null;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return stops.find((stop) => stop > at) ?? last;
    case 'ArrowLeft':
    case 'ArrowDown':
      return stops.findLast((stop) => stop < at) ?? first;
    case 'Home':
      return first;
    case 'End':
      return last;
    default:
      return null;
  }
}
