const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address as the browser will get it, or null where it isn't https (or http to this machine). */
export function safeExternalUrl(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.username || url.password) return null;
  if (url.protocol === 'https:') return url.href;
  if (url.protocol === 'http:' && loopback.has(url.hostname)) return url.href;
  return null;
}
