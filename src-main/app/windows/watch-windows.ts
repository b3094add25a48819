import { causeText } from '../../base/causes.ts';
import { offerContextMenu } from '../menu/context-menu.ts';
import type { Log } from '../log/log.ts';
import { saveFirstPicture } from './screenshot.ts';
import { keepPlace } from './window-place.ts';
import type { WindowState } from './window-state.ts';
import type { Windows } from './windows.ts';

interface WatchParts {
  state: WindowState;
  log: Log;
  /** The user came to a window. */
  focused(): void;
  /** The user did something in a window. */
  used(): void;
  /** A page was closed, or is being loaded again. */
  pageGone(contentsId: number): void;
  zoom(direction: 'in' | 'out'): void;
}

/** Sees to each window as it opens: its place on the screen, its context menu, what is done in it, and a page that crashes. */
export function watchWindows(
  windows: Windows,
  { state, log, focused, used, pageGone, zoom }: WatchParts,
): void {
  windows.onOpened((window) => {
    const isFirst = windows.first() === window;
    if (isFirst)
      keepPlace(window, state, (cause) => log.warn({ cause: causeText(cause) }, 'window place not saved'));
    offerContextMenu(window);
    window.webContents.on('zoom-changed', (_, direction) => zoom(direction));
    window.on('focus', focused);
    const { id } = window.webContents;
    window.on('closed', () => pageGone(id));
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) pageGone(id);
    });
    window.webContents.on('input-event', used);
    window.webContents.on('render-process-gone', (_, details) => {
      log.error({ reason: details.reason }, 'page gone');
      if (details.reason !== 'clean-exit') window.webContents.reload();
    });
    const picture = process.env['STEWARD_SCREENSHOT'];
    if (picture && isFirst)
      saveFirstPicture(window, picture).catch((cause: unknown) => log.warn(causeText(cause)));
  });
}
