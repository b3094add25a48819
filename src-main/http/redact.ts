const hidden = '[redacted]';

const secretNames =
  'token|auth_?token|access_?token|refresh_?token|id_?token|secret|password|passphrase|nonce|authorization|cookie|set-cookie|si-auth|api[-_]?key|unstructured-api-key|x-portal-access-code|portal_?code';

const rules: readonly (readonly [RegExp, string])[] = [
  // Any JWT, whole or cut: the header of every one of them starts with these letters.
  [/\beyJ[\w-]{6,}(?:\.[\w-]*){0,2}/g, hidden],
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, `$1 ${hidden}`],
  [/\b(?:mbx|pat)_[\w-]+/g, hidden],
  // Modbox ends a token by a path that has the token itself in it, whatever it looks like.
  [/(\/api-tokens\/)[^\s/?#"'\\]+/gi, `$1${hidden}`],
  // A path's segment that is longer than any id (a UUID has 36 characters); never the host behind "//".
  [/((?<![:/])\/)[\w~%.=+-]{40,}/g, `$1${hidden}`],
  // "token": "…" in JSON, also with the quotes escaped by a second JSON encoding.
  [new RegExp(`(\\\\?["'](?:${secretNames})\\\\?["']\\s*:\\s*\\\\?["'])[^"'\\\\]*`, 'gi'), `$1${hidden}`],
  // token=… in queries and cookies.
  [new RegExp(`([?&;\\s](?:${secretNames}|code)=)[^&;\\s"'#]+`, 'gi'), `$1${hidden}`],
  // token: … in header dumps.
  [
    new RegExp(`(^|[\\s{,])((?:${secretNames})\\s*:\\s+)(?!\\[redacted\\])[^\\s"',}]+`, 'gim'),
    `$1$2${hidden}`,
  ],
  // user:password@ in addresses.
  [/(\bhttps?:\/\/)[^/\s:@]+:[^/\s@]+@/gi, `$1${hidden}@`],
];

/**
 * Takes what may be a secret out of a text that people or files will see: bearer tokens, JWTs, `mbx_` and `pat_` tokens, long
 * segments of paths, nonces, and the values of names that are secret in one of the systems (System Initiative's workspace rows carry a `token`).
 */
export function redact(text: string): string {
  let result = text;
  for (const [pattern, replacement] of rules) result = result.replace(pattern, replacement);
  return result;
}

/** A server's own words, fit to be shown: redacted, one line, at most `limit` characters. */
export function shown(text: string, limit = 300): string {
  const line = redact(text).replace(/\s+/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
