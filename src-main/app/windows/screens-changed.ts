import { fitToScreens, type Area } from './window-fit.ts';

/** A window that was moved because its screen went away. */
export interface Displaced {
  from: Area;
  to: Area;
}

interface Move {
  /** null: it stays. */
  to: Area | null;
  displaced: Displaced | null;
}

/**
 * What to do with a window when screens came, went or changed (their work areas, the primary one first): one that can’t be reached any longer
 * moves to a screen that is there, and goes back once its own returns, unless the user has moved it since.
 */
export function afterScreensChanged(
  window: Area,
  displaced: Displaced | null,
  screens: readonly Area[],
): Move {
  const [primary] = screens;
  if (primary === undefined) return { to: null, displaced };
  if (displaced !== null && isSame(window, displaced.to)) {
    const back = placed(displaced.from, screens, primary);
    if (isSame(back, displaced.from)) return { to: back, displaced: null };
  }
  const there = placed(window, screens, primary);
  if (isSame(there, window)) return { to: null, displaced };
  const from = displaced !== null && isSame(window, displaced.to) ? displaced.from : window;
  return { to: there, displaced: { from, to: there } };
}

/** In the middle of the primary screen where it is on none. */
function placed(window: Area, screens: readonly Area[], primary: Area): Area {
  const { x, y, width, height } = fitToScreens({ ...window, maximized: false }, screens);
  return {
    x: x ?? Math.round(primary.x + (primary.width - width) / 2),
    y: y ?? Math.round(primary.y + (primary.height - height) / 2),
    width,
    height,
  };
}

const isSame = (a: Area, b: Area) =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
