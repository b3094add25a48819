import { app } from 'electron';
import { cutWebRtc } from '../../base/electron-page-session.ts';
import { answerClientCertificates } from '../../http/electron-certificate-requests.ts';
import { isOwnPage } from './own-page.ts';

/**
 * Denies navigation, new windows, webviews and WebRTC's own ways to the network to every web contents that is created, and shows no
 * server a client certificate but the one that was chosen for it.
 */
export function lockDown(developmentUrl: string | null): void {
  answerClientCertificates();
  app.on('web-contents-created', (_, contents) => {
    cutWebRtc(contents);
    contents.on('will-navigate', (event) => {
      if (!isOwnPage(event.url, developmentUrl)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
