import { protocol, type Session } from 'electron';
import { answerPage, htmlType } from './page-files.ts';

/** Before `ready`, or Chromium treats the scheme as opaque. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** After this the rest of the app loads, whether the page has asked for anything or not. */
const longestWaitMs = 10_000;

/**
 * Serves the renderer's files; `firstPage` may stand in for the page's HTML the first time. Resolves once the page has asked for its HTML
 * and its code, which are on their way by then.
 */
export function serveApp(
  session: Session,
  root: string,
  firstPage: () => Promise<Buffer | null>,
): Promise<void> {
  return new Promise((asked) => {
    setTimeout(asked, longestWaitMs);
    let first = true;
    // Deprecated, but `handle` takes a `Response`: Node loads its `fetch` and its web streams for the first one, longer than it takes to
    // send all of the page's files.
    session.protocol.registerBufferProtocol('app', (request, send) => {
      const answer = answerPage(request, root);
      const isPage = answer.statusCode === 200 && answer.headers['content-type'] === htmlType;
      if (!isPage) asked();
      if (!isPage || !first) return send(answer);
      first = false;
      void firstPage().then((other) => send(other === null ? answer : { ...answer, data: other }));
    });
  });
}
