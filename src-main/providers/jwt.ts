import { parseJson } from '../../src-preload/shared/json.ts';
import { knownValue, none, notReported, valueOr, type Known } from '../../src-preload/shared/known.ts';
import { instantReaders } from './instants.ts';

/** What a JWT says of itself, or undefined where this is none. The signature isn't checked: the server does that. */
export function jwtPayload(token: string): unknown {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    return parseJson(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const { ends } = instantReaders({ epochMs: true });

/** What a JWT's `exp` (seconds) says: one without it never ends; of one that can't be believed nothing is known. */
export function endOf(exp: unknown): Known<number> {
  if (exp === undefined) return none;
  const at = typeof exp === 'number' ? ends(exp * 1000) : undefined;
  return at === undefined ? notReported : knownValue(at);
}

/** When a token ends (epoch ms). Nothing is known of one that is no JWT. */
export function jwtEnd(token: string): Known<number> {
  const payload = jwtPayload(token);
  if (typeof payload !== 'object' || payload === null) return notReported;
  return endOf(Object.hasOwn(payload, 'exp') ? Reflect.get(payload, 'exp') : undefined);
}

/** The same, or null where it has no end that is known. */
export const jwtExpiry = (token: string): number | null => valueOr(jwtEnd(token), null);
