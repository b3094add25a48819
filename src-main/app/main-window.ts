import type { BrowserWindow } from 'electron';

export interface MainWindow {
  current(): BrowserWindow | null;
  /** Opens it, or brings the one that is there to the front. */
  show(): void;
  /** Is called with the window that is there, and with each that is opened later. */
  onOpened(listener: (window: BrowserWindow) => void): void;
}

/** The one main window: there is none before the first `show`, nor after it was closed on a system that keeps the app. */
export function createMainWindow(open: () => BrowserWindow): MainWindow {
  let window: BrowserWindow | null = null;
  const listeners: ((opened: BrowserWindow) => void)[] = [];
  return {
    current: () => window,
    show() {
      if (window !== null) {
        if (window.isMinimized()) window.restore();
        window.focus();
        return;
      }
      const opened = open();
      window = opened;
      opened.on('closed', () => (window = null));
      for (const listener of listeners) listener(opened);
    },
    onOpened(listener) {
      listeners.push(listener);
      if (window !== null) listener(window);
    },
  };
}
