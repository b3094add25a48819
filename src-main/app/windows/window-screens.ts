import { screen, type BrowserWindow } from 'electron';
import { afterScreensChanged, type Displaced } from './screens-changed.ts';

/** Today's screens by their work areas, the primary one first: it takes a window whose own screen is gone. */
export const workAreas = () =>
  [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);

/** Keeps a window where it can be reached, whatever happens to its screen. */
export function keepOnScreens(window: BrowserWindow): void {
  let displaced: Displaced | null = null;
  const look = () => {
    // What fills a screen is moved by the system itself.
    if (window.isDestroyed() || window.isMaximized() || window.isFullScreen() || window.isMinimized()) return;
    const next = afterScreensChanged(window.getBounds(), displaced, workAreas());
    if (next.to !== null) window.setBounds(next.to);
    // The system may not place it exactly as it was asked to.
    displaced =
      next.displaced === null || next.to === null
        ? next.displaced
        : { from: next.displaced.from, to: window.getBounds() };
  };
  screen.on('display-added', look);
  screen.on('display-removed', look);
  screen.on('display-metrics-changed', look);
  window.on('closed', () => {
    screen.off('display-added', look);
    screen.off('display-removed', look);
    screen.off('display-metrics-changed', look);
  });
}
