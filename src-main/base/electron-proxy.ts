import type { ProxyConfig, Session } from 'electron';

/**
 * Gives a session its proxy (null: the one it is made with, the system's), and resolves once that is in force. Chromium tells the
 * process that sends requests of it by another way than of the requests, so that the first ones of a new session could overtake it and
 * go to their server directly (electron/electron#26166).
 */
export async function useProxy(session: Session, proxy: ProxyConfig | null): Promise<void> {
  if (proxy !== null) await session.setProxy(proxy);
  await session.forceReloadProxyConfig();
}
