/**
 * Builds a request's path: each value becomes exactly one segment. A value that can't be one leaves a `.` in its place, and no request
 * is sent with that (see `isOwnPath`).
 */
export function path(parts: TemplateStringsArray, ...ids: readonly string[]): string {
  return parts.reduce((built, part, index) => {
    const id = ids[index];
    return built + part + (id === undefined ? '' : segment(id));
  }, '');
}

/** An id as one segment of a path, percent-encoded; `.` where it would be another path. */
export const segment = (id: string): string => (isSegment(id) ? encodeURIComponent(id) : '.');

/**
 * Whether a value can stand in a path as one segment. Proxies decode `%2F` before they route, so a value is judged by what it becomes
 * when it is decoded, more than once if it is encoded more than once.
 */
export function isSegment(id: string): boolean {
  // Most ids by far: nothing in them is decoded to anything else.
  if (plain.test(id)) return true;
  if (unusable.test(id)) return false;
  for (let text = id; ;) {
    if (text.split(/[/\\]/).some((part) => /^\.{0,2}$/.test(part.trim()))) return false;
    const next = decoded(text);
    if (next === null || next === text) return true;
    text = next;
  }
}

/** Whether the address `url` was made from `base` and `path` still asks for that very path, below that very base. */
export function isOwnPath(url: URL, base: string, path: string): boolean {
  const below = new URL(base).pathname.replace(/\/$/, '');
  return (
    url.pathname === below + path &&
    url.search === '' &&
    url.hash === '' &&
    path
      .slice(1)
      .replace(/\/$/, '')
      .split('/')
      .every((part) => path === '/' || isSegment(part))
  );
}

const plain = /^[\w-]+$/;

/** Control characters, line separators and half surrogate pairs, on which encodeURIComponent throws. */
const unusable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
