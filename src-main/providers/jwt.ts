/** What a JWT says of itself, or undefined where this is none. Nobody's signature is checked: the server does that. */
export function jwtPayload(token: string): unknown {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    return JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** When a JWT ends (epoch ms), or null where it doesn't say. */
export function jwtExpiry(token: string): number | null {
  const payload = jwtPayload(token);
  if (typeof payload !== 'object' || payload === null || !('exp' in payload)) return null;
  return typeof payload.exp === 'number' ? payload.exp * 1000 : null;
}
