import { app, nativeImage, type BrowserWindow } from 'electron';
import { expiringBadgeText } from '../text.ts';
import type { Windows } from '../windows/windows.ts';
import { dotPicture } from './tray-picture.ts';

const dotSize = 16;

/**
 * Shows a count on the app's icon. Docks write the number; the taskbar of Windows has room for a mark alone, whose description has the
 * number, on the button of each window.
 */
export function createBadge(windows: Pick<Windows, 'all' | 'onOpened'>): (count: number) => void {
  if (process.platform !== 'win32') return (count) => void app.setBadgeCount(count);
  const dot = nativeImage.createFromBitmap(dotPicture(dotSize), { width: dotSize, height: dotSize });
  let shown = 0;
  const mark = (window: BrowserWindow) =>
    window.setOverlayIcon(shown > 0 ? dot : null, shown > 0 ? expiringBadgeText(shown) : '');
  windows.onOpened(mark);
  return (count) => {
    shown = count;
    for (const window of windows.all()) mark(window);
  };
}
