import { app, type BrowserWindow } from 'electron';
import type { WindowState } from './window-state.ts';

/** Remembers the window's position and size for the next start. */
export function keepPlace(
  window: BrowserWindow,
  state: WindowState,
  onSaveFailed: (cause: unknown) => void,
): void {
  const remember = () => {
    const { x, y, width, height } = window.getNormalBounds();
    state.setBounds({ x, y, width, height, maximized: window.isMaximized() }).catch(onSaveFailed);
  };
  // The bounds are gone once the window is closed, so they are kept before; a move is kept when it has ended.
  window.on('close', remember);
  app.prependListener('before-quit', remember);
  let timer: NodeJS.Timeout | null = null;
  const soon = () => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => !window.isDestroyed() && remember(), 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('closed', () => {
    if (timer) clearTimeout(timer);
    app.removeListener('before-quit', remember);
  });
}
