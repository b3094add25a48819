import { protocol, type Session } from 'electron';
import { answerPage } from './page-files.ts';

/** Before `ready`, or Chromium treats the scheme as opaque. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** After this the rest of the app loads, whether the page has asked for anything or not. */
const longestWaitMs = 3000;

/** Serves the renderer's files. Resolves once the page has asked for its HTML, which is on its way by then. */
export function serveApp(session: Session, root: string): Promise<void> {
  return new Promise((asked) => {
    setTimeout(asked, longestWaitMs);
    // Deprecated, but `handle` takes a `Response`: Node loads its `fetch` and its web streams for the first one, longer than it takes to
    // send all of the page's files.
    session.protocol.registerBufferProtocol('app', (request, send) => {
      send(answerPage(request, root));
      asked();
    });
  });
}
