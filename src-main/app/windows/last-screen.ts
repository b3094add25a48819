import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, nativeTheme, type BrowserWindow } from 'electron';
import { formatLocale } from '../../../src-preload/shared/format/locale.ts';
import { readSealed, unpacked } from '../../last-screen/file.ts';
import { pageWithScreen, styleSheetOf } from '../../last-screen/markup.ts';
import { buildOf, mayShow, type Surroundings } from '../../last-screen/screen.ts';
import { createElectronKeyring } from '../../vault/electron-keyring.ts';
import { unsealScreen } from '../../vault/keyring-screen.ts';
import type { WindowState } from './window-state.ts';

export const lastScreenFile = (folder: string) => join(folder, 'last-screen.sealed');

/** How a window draws the page whose HTML this is. */
export function surroundingsOf(window: BrowserWindow, state: WindowState, html: string): Surroundings {
  const [width = 0, height = 0] = window.getContentSize();
  const { zoom } = state.preferences();
  return {
    build: buildOf(app.getVersion(), html),
    locale: formatLocale(),
    density: state.preferences().density,
    dark: nativeTheme.shouldUseDarkColors,
    // The page of a window that is drawn larger has fewer px of its own.
    size: { width: Math.floor(width / zoom), height: Math.floor(height / zoom) },
    maximized: window.isMaximized(),
  };
}

interface LastScreenParts {
  folder: string;
  /** Of the built page. */
  root: string;
  window: BrowserWindow;
  state: WindowState;
}

/**
 * The page's HTML with the screen that the last run kept; null where there is none that may be shown. Erasing it takes as long as reading
 * it, and is left to its keeper, which is made once the page has it.
 */
export async function pageWithLastScreen({
  folder,
  root,
  window,
  state,
}: LastScreenParts): Promise<Buffer | null> {
  try {
    const box = readSealed(lastScreenFile(folder));
    if (box === null) return null;
    const plain = await unsealScreen(join(folder, 'vault.json'), createElectronKeyring(), box);
    const screen = plain === null ? null : unpacked(plain);
    const html = readFileSync(join(root, 'index.html'), 'utf8');
    const now = Date.now();
    if (screen === null || !mayShow(screen, surroundingsOf(window, state, html), now)) return null;
    const sheet = styleSheetOf(html);
    if (sheet === null) return null;
    return Buffer.from(pageWithScreen(html, readFileSync(join(root, sheet), 'utf8'), screen, now));
  } catch {
    // Whatever is wrong with it: the page starts without.
    return null;
  }
}
