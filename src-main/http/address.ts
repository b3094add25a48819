/** True for hosts that are this machine and nothing else: `localhost`, its subdomains, 127.0.0.0/8 and ::1. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(host) ||
    host === '::1' ||
    host.startsWith('::ffff:7f')
  );
}

/** The parsed http(s) address, or null. */
export function parseAddress(address: string): URL | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}

/** Host and port as people say them, for sentences; never a path or query. */
export function hostOf(address: string): string {
  return parseAddress(address)?.host ?? 'the server';
}

/** The address without path, query and whatever else might be secret. */
export function originOf(address: string): string {
  return parseAddress(address)?.origin ?? '';
}
