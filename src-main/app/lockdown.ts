import { app, type Session } from 'electron';
import { appOrigin } from './protocol.ts';

/** Whether a frame's address is the app's own page. */
export function isOwnPage(url: string, developmentUrl: string | null): boolean {
  return url.startsWith(`${appOrigin}/`) || (developmentUrl !== null && url.startsWith(developmentUrl));
}

/** Denies navigation, new windows and webviews to every web contents that is created. */
export function lockDown(developmentUrl: string | null): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isOwnPage(event.url, developmentUrl)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Denies every permission that a page could ask for. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
