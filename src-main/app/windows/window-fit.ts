import type { WindowBounds } from './window-state.ts';

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** So much of the window's upper edge has to be on a screen for it to be seen and dragged. */
const grip = { width: 120, height: 100 };

/** Where one more window opens: a little lower and further right, so that both title bars are seen. */
export function besideBounds({ x, y, width, height }: Area): WindowBounds {
  return { x: x + grip.height / 2, y: y + grip.height / 2, width, height, maximized: false };
}

/**
 * Where a remembered window opens on today's screens (their work areas): where it was, if its title bar can be reached there, never larger
 * than its screen, and in the system's own place if that screen is gone.
 */
export function fitToScreens(bounds: WindowBounds, screens: readonly Area[]): WindowBounds {
  const [first] = screens;
  if (first === undefined) return { ...bounds, x: null, y: null };
  const { x, y } = bounds;
  const anywhere = { ...shrink(bounds, first), x: null, y: null };
  if (x === null || y === null) return anywhere;
  const place = { x, y, width: bounds.width, height: bounds.height };
  const screen = screens.reduce((best, one) => (overlap(place, one) > overlap(place, best) ? one : best));
  if (overlap(place, screen) === 0) return anywhere;
  const fitted = shrink(bounds, screen);
  const reachable = screens.some(
    (one) =>
      shared(x, x + fitted.width, one.x, one.x + one.width) >= grip.width &&
      y >= one.y &&
      y + grip.height <= one.y + one.height,
  );
  const cut = fitted.width < bounds.width || fitted.height < bounds.height;
  if (reachable && !cut) return fitted;
  return {
    ...fitted,
    x: clamp(x, screen.x, screen.x + screen.width - fitted.width),
    y: clamp(y, screen.y, screen.y + screen.height - fitted.height),
  };
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high));

const shared = (from: number, to: number, low: number, high: number) =>
  Math.max(0, Math.min(to, high) - Math.max(from, low));

const overlap = (a: Area, b: Area) =>
  shared(a.x, a.x + a.width, b.x, b.x + b.width) * shared(a.y, a.y + a.height, b.y, b.y + b.height);

const shrink = (bounds: WindowBounds, { width, height }: Area): WindowBounds => ({
  ...bounds,
  width: Math.min(bounds.width, width),
  height: Math.min(bounds.height, height),
});
