import { protocol, type Session } from 'electron';
import { answerPage, filesNamedIn, htmlType } from './page-files.ts';

/** Before `ready`, or Chromium treats the scheme as opaque. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** After this the rest of the app loads, whether the page has asked for anything or not. */
const longestWaitMs = 10_000;

/**
 * Serves the renderer's files; `firstPage` may stand in for the page's HTML the first time. Resolves once the page has asked for its HTML
 * and all files that it names, its font among them, which are on their way by then.
 */
export function serveApp(
  session: Session,
  root: string,
  firstPage: () => Promise<Buffer | null>,
): Promise<void> {
  return new Promise((asked) => {
    setTimeout(asked, longestWaitMs);
    let isFirst = true;
    /** What the first page names and hasn't asked for yet; null: it isn't known. */
    let named: Set<string> | null = null;
    // Deprecated, but `handle` takes a `Response`: Node loads its `fetch` and its web streams for the first one, longer than it takes to
    // send all of the page's files.
    session.protocol.registerBufferProtocol('app', (request, send) => {
      const answer = answerPage(request, root);
      const isPage = answer.statusCode === 200 && answer.headers['content-type'] === htmlType;
      if (isPage && isFirst) {
        isFirst = false;
        void firstPage().then((other) => {
          const data = other ?? answer.data;
          named = new Set(filesNamedIn(data.toString('utf8')));
          send({ ...answer, data });
        });
        return;
      }
      send(answer);
      named?.delete(new URL(request.url).pathname);
      if (named?.size === 0) asked();
    });
  });
}
