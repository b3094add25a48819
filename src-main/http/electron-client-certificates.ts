import { X509Certificate } from 'node:crypto';
import { WebContentsView, type Certificate, type Session, type WebContents } from 'electron';
import type { ClientCertificate } from '../../src-preload/contract/connections.ts';
import { nameIn } from './certificates.ts';
import { chooseCertificateFor } from './electron-certificate-requests.ts';
import type { ProxyCredentials, ProxySignIns } from './proxy-sign-in.ts';

/** What came of connecting to a server that may ask for a client certificate. */
interface Presentation {
  /** Those that the server accepts; none as well where it didn't ask. */
  offered: ClientCertificate[];
  /** The wanted one was shown to it. */
  isPresented: boolean;
  /** Chromium's name for what went wrong, or null. */
  error: string | null;
}

/**
 * Connects to the server with the certificate that is `wanted` (its SHA-256; null: none), which the session then shows for all its
 * requests. Electron asks for a certificate only where a page is loaded (electron/electron#29984), so an empty page of the server is
 * opened out of sight: without scripts, and dropped before its content.
 */
export async function presentClientCertificate(
  session: Session,
  origin: string,
  wanted: string | null,
  { proxies, timeoutMs }: { proxies: ProxySignIns; timeoutMs: number },
): Promise<Presentation> {
  // Requests of the app's own have no web contents.
  session.webRequest.onHeadersReceived(({ webContentsId }, answer) => {
    answer({ cancel: webContentsId !== undefined });
  });
  const view = new WebContentsView({
    webPreferences: { session, sandbox: true, javascript: false, images: false },
  });
  const contents = view.webContents;
  const presentation: Presentation = { offered: [], isPresented: false, error: null };
  chooseCertificateFor(contents, (offered) => {
    presentation.offered = offered.map(describe);
    const chosen = offered[presentation.offered.findIndex(({ sha256 }) => sha256 === wanted)] ?? null;
    presentation.isPresented = chosen !== null;
    return chosen;
  });
  answerProxies(contents, proxies);
  const limit = new AbortController();
  const tooLate = new Promise<string>((resolve) => {
    const timer = setTimeout(() => resolve('ERR_TIMED_OUT'), timeoutMs);
    limit.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  const error = await Promise.race([
    contents.loadURL(`${origin}/`).then(
      () => null,
      (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)),
    ),
    tooLate,
  ]);
  limit.abort();
  // By its view, which would be collected together with the contents if it weren't needed until here.
  view.webContents.close();
  // Dropped by the handler above: the server has answered.
  return { ...presentation, error: error === null || /BLOCKED_BY_CLIENT|ABORTED/.test(error) ? null : error };
}

/** A proxy on the way asks the page for its password, not a request. */
function answerProxies(contents: WebContents, proxies: ProxySignIns): void {
  let answered: ProxyCredentials | null = null;
  contents.on('login', (event, _details, challenge, answer) => {
    if (!challenge.isProxy) return;
    if (answered !== null) proxies.refuse(challenge, answered);
    answered = proxies.answer(challenge);
    // Left alone, the page ends with the proxy's refusal.
    if (answered === null) return;
    event.preventDefault();
    answer(answered.username, answered.password);
  });
}

function describe({ data }: Certificate): ClientCertificate {
  const { fingerprint256, subject, issuer, validTo } = new X509Certificate(data);
  return {
    sha256: fingerprint256,
    subject: nameIn(subject),
    issuer: nameIn(issuer),
    validTo: Date.parse(validTo),
  };
}
