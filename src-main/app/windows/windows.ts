import type { BrowserWindow } from 'electron';
import type { Place } from '../../../src-preload/contract/app.ts';

/** What is needed of a window here. */
export type AppWindow = Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'> & {
  webContents: { id: number };
  on(event: 'closed' | 'focus', listener: () => void): void;
};

export interface Windows<W extends AppWindow = BrowserWindow> {
  /** The one used last: links go to it, and dialogs open in front of it. */
  current(): W | null;
  /** The oldest: the next start opens its place, at its position. */
  first(): W | null;
  all(): readonly W[];
  /** The window with this page. */
  withPage(contentsId: number): W | null;
  /** Brings the one used last to the front; opens one where there is none. */
  show(): void;
  /** Opens one more; `place`: what it shows first, null: what the app would start with. */
  openAnother(place: Place | null): void;
  /** What a window shows, as its page said last; undefined: nothing of its own yet. */
  placeOf(contentsId: number): Place | undefined;
  setPlace(contentsId: number, place: Place): void;
  /** Is called with each window that is there, and with each that is opened later. */
  onOpened(listener: (window: W) => void): void;
  /** Is called with each place that a window comes to show. */
  onPlaced(listener: (place: Place) => void): void;
  /** Is called with the place of another window that is being used now. */
  onSwitched(listener: (place: Place) => void): void;
}

/** The app's windows: none before the first `show`, nor after the last was closed on a system that keeps the app. */
export function createWindows<W extends AppWindow>(open: (beside: W | null) => W): Windows<W> {
  /** Oldest first. */
  let windows: readonly W[] = [];
  let lastUsed: W | null = null;
  const places = new Map<number, Place>();
  const opened: ((window: W) => void)[] = [];
  const switched: ((place: Place) => void)[] = [];
  const placed: ((place: Place) => void)[] = [];

  const current = () => lastUsed ?? windows.at(-1) ?? null;
  const add = (place: Place | null) => {
    const window = open(current());
    const { id } = window.webContents;
    windows = [...windows, window];
    lastUsed = window;
    if (place !== null) places.set(id, place);
    window.on('focus', () => {
      if (lastUsed === window) return;
      lastUsed = window;
      const shown = places.get(id);
      if (shown !== undefined) for (const listener of switched) listener(shown);
    });
    window.on('closed', () => {
      windows = windows.filter((one) => one !== window);
      if (lastUsed === window) lastUsed = null;
      places.delete(id);
    });
    for (const listener of opened) listener(window);
  };

  return {
    current,
    first: () => windows[0] ?? null,
    all: () => windows,
    withPage: (contentsId) => windows.find(({ webContents }) => webContents.id === contentsId) ?? null,
    show() {
      const window = current();
      if (window === null) {
        add(null);
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    openAnother: add,
    placeOf: (contentsId) => places.get(contentsId),
    setPlace(contentsId, place) {
      places.set(contentsId, place);
      for (const listener of placed) listener(place);
    },
    onOpened(listener) {
      opened.push(listener);
      for (const window of windows) listener(window);
    },
    onPlaced: (listener) => void placed.push(listener),
    onSwitched: (listener) => void switched.push(listener),
  };
}
