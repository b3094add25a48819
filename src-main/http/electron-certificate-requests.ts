import { app, type Certificate, type WebContents } from 'electron';

/* A start loads this before its window, so what looks into certificates is in electron-client-certificates.ts. */

/** Which of the offered certificates a page's server is shown; null: none. */
type Choose = (offered: readonly Certificate[]) => Certificate | null;

const choices = new WeakMap<WebContents, Choose>();
/** Servers (host and port) that asked for a client certificate. */
const asking = new Set<string>();

/** Shows no server a client certificate but one that was chosen for it. To be called once, before any request. */
export function answerClientCertificates(): void {
  // In newer versions of Electron requests ask as well, without web contents.
  app.on('select-client-certificate', (event, contents, server, offered, answer) => {
    // Left alone, Electron would present the first one of the system's store.
    event.preventDefault();
    asking.add(server);
    const chosen = contents === null ? null : (choices.get(contents)?.(offered) ?? null);
    if (chosen === null) answer();
    else answer(chosen);
  });
}

/** The server at this origin has asked for a client certificate since the start. */
export const hasAskedForCertificate = (origin: string): boolean => {
  const { host, port } = new URL(origin);
  return asking.has(port === '' ? `${host}:443` : host);
};

/** From here on `choose` decides what a server is shown that these contents are loaded from. */
export const chooseCertificateFor = (contents: WebContents, choose: Choose): void =>
  void choices.set(contents, choose);
