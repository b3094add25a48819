function isEscaped(segment: string): boolean {
  try {
    decodeURIComponent(segment);
    return true;
  } catch {
    return false;
  }
}

/**
 * The URL with every escape that is none taken as it stands, so that each dialect answers it as an ID that it doesn't know.
 * This HTTP framework would refuse it in words that none of the systems has.
 */
export function withLiteralEscapes(url: string): string {
  const queryAt = url.indexOf('?');
  const path = queryAt < 0 ? url : url.slice(0, queryAt);
  const literal = path
    .split('/')
    .map((segment) => (isEscaped(segment) ? segment : segment.replaceAll('%', '%25')))
    .join('/');
  return queryAt < 0 ? literal : literal + url.slice(queryAt);
}
