import { protocol, type Session } from 'electron';
import { answerPage } from './page-files.ts';

/** Before `ready`, or Chromium treats the scheme as opaque. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the renderer's files. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle('app', (request) => answerPage(request, root));
}
