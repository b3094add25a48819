function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '[undecodable]';
  }
}

/**
 * A request's path as it may be logged: without the query, which can hold a nonce or a token, and without what follows
 * `api-tokens/`, which is the token itself on Modbox. Decoded first, as the router does, so that no spelling slips through.
 */
export function loggablePath(url: string): string {
  return decoded(url.split('?')[0] ?? '')
    .replace(/(\/api-tokens\/).+$/is, '$1[redacted]')
    .replaceAll(/mbx_[^/]*/gi, '[redacted]')
    .replaceAll(/\p{Cc}/gu, '');
}
