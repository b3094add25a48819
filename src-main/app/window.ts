import { BrowserWindow, nativeTheme, screen, type Session } from 'electron';
import { localeSwitch } from '../../src-preload/shared/channels.ts';
import { appOrigin } from './protocol.ts';
import type { WindowBounds, WindowState } from './window-state.ts';

/** The window's colour until the page paints: that of the theme's canvas, so that nothing flashes. */
const canvas = () => (nativeTheme.shouldUseDarkColors ? '#111113' : '#fcfcfd');

interface WindowOptions {
  state: WindowState;
  preload: string;
  session: Session;
  developmentUrl: string | null;
  /** Of dates and numbers. */
  locale: string;
}

/** Opens the main window where it was last, or at the default position if that screen is gone. */
export function openMainWindow({
  state,
  preload,
  session,
  developmentUrl,
  locale,
}: WindowOptions): BrowserWindow {
  nativeTheme.themeSource = state.preferences().theme;
  const remembered = visible(state.bounds());
  const window = new BrowserWindow({
    width: remembered.width,
    height: remembered.height,
    ...(remembered.x !== null && remembered.y !== null ? { x: remembered.x, y: remembered.y } : {}),
    minWidth: 900,
    minHeight: 600,
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
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  if (remembered.maximized) window.maximize();

  const recolour = () => !window.isDestroyed() && window.setBackgroundColor(canvas());
  nativeTheme.on('updated', recolour);
  window.on('closed', () => nativeTheme.removeListener('updated', recolour));

  void window.loadURL(developmentUrl ?? `${appOrigin}/index.html`);
  return window;
}

function visible(bounds: WindowBounds): WindowBounds {
  const { x, y } = bounds;
  if (x === null || y === null) return bounds;
  const onScreen = screen.getAllDisplays().some(({ workArea }) => {
    const middle = x + bounds.width / 2;
    return (
      middle > workArea.x &&
      middle < workArea.x + workArea.width &&
      y >= workArea.y &&
      y < workArea.y + workArea.height
    );
  });
  return onScreen ? bounds : { ...bounds, x: null, y: null };
}
