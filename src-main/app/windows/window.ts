import { BrowserWindow, nativeTheme, type Session } from 'electron';
import { localeSwitch } from '../../../src-preload/shared/channels.ts';
import { appOrigin } from './own-page.ts';
import { besideBounds, fitToScreens } from './window-fit.ts';
import { keepOnScreens, workAreas } from './window-screens.ts';
import { smallest, type WindowState } from './window-state.ts';

/** The window's colour until the page paints: that of the theme's canvas, so that nothing flashes. */
const canvas = () => (nativeTheme.shouldUseDarkColors ? '#111113' : '#fcfcfd');

interface WindowOptions {
  /** The window that it opens beside; null: it is the first, and opens where that was last. */
  beside: BrowserWindow | null;
  state: WindowState;
  preload: string;
  session: Session;
  developmentUrl: string | null;
  /** Whether the page's developer tools can be opened. */
  debuggable: boolean;
  /** Of dates and numbers. */
  locale: string;
}

/** Opens a window: the first where it was last, or at the default position if that screen is gone. */
export function openWindow({
  beside,
  state,
  preload,
  session,
  developmentUrl,
  debuggable,
  locale,
}: WindowOptions): BrowserWindow {
  nativeTheme.themeSource = state.preferences().theme;
  const remembered = fitToScreens(
    beside === null ? state.bounds() : besideBounds(beside.getNormalBounds()),
    workAreas(),
  );
  const window = new BrowserWindow({
    width: remembered.width,
    height: remembered.height,
    ...(remembered.x !== null && remembered.y !== null ? { x: remembered.x, y: remembered.y } : {}),
    minWidth: Math.min(smallest.width, remembered.width),
    minHeight: Math.min(smallest.height, remembered.height),
    title: 'Steward',
    backgroundColor: canvas(),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      additionalArguments: [localeSwitch + locale],
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: debuggable,
      spellcheck: false,
      navigateOnDragDrop: false,
      zoomFactor: state.preferences().zoom,
    },
  });
  if (remembered.maximized) window.maximize();
  keepOnScreens(window);

  const recolour = () => !window.isDestroyed() && window.setBackgroundColor(canvas());
  nativeTheme.on('updated', recolour);
  window.on('closed', () => nativeTheme.removeListener('updated', recolour));

  void window.loadURL(developmentUrl ?? `${appOrigin}/index.html`);
  return window;
}
