import { app, BrowserWindow, nativeTheme, screen, type Session } from 'electron';
import { appOrigin } from './protocol.ts';
import type { WindowBounds, WindowState } from './window-state.ts';

/** The window's colour before the page paints: the canvas of each theme, so that nothing flashes. */
const canvas = () => (nativeTheme.shouldUseDarkColors ? '#111113' : '#fcfcfd');

interface WindowOptions {
  state: WindowState;
  preload: string;
  session: Session;
  developmentUrl: string | null;
  onSaveFailed(cause: unknown): void;
}

/** Opens the one main window at its remembered place, or the default one where that screen is gone. */
export function openMainWindow({
  state,
  preload,
  session,
  developmentUrl,
  onSaveFailed,
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
  const recolour = () => !window.isDestroyed() && window.setBackgroundColor(canvas());
  nativeTheme.on('updated', recolour);
  window.on('closed', () => {
    if (timer) clearTimeout(timer);
    app.removeListener('before-quit', remember);
    nativeTheme.removeListener('updated', recolour);
  });

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
