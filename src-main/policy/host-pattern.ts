/** A server that may be connected to: a host, or `*.` and a domain for all hosts below it; a port where only that one is meant. */
export interface HostPattern {
  host: string;
  /** Stands for all hosts below, and not for the host itself. */
  isBelow: boolean;
  port: string | null;
}

/** Reads "api.example.com", "*.example.com", "127.0.0.1:4000" or "[::1]"; null where it's none of these. */
export function readHostPattern(text: string): HostPattern | null {
  const isBelow = text.startsWith('*.');
  const rest = isBelow ? text.slice(2) : text;
  if (rest === '' || !/^(?:[^\s/?#@:*\\[\]]+|\[[\da-f:.]+\])(?::\d{1,5})?$/iu.test(rest)) return null;
  const address = `https://${rest}`;
  if (!URL.canParse(address)) return null;
  const port = /:(\d{1,5})$/u.exec(rest.replace(/^\[.*\]/u, ''))?.[1] ?? null;
  return { host: plainHost(new URL(address).hostname), isBelow, port };
}

/** Whether an address is at one of these servers. */
export function matchesHost(patterns: readonly HostPattern[], address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, protocol, port } = new URL(address);
  const host = plainHost(hostname);
  const actualPort = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return patterns.some(
    (pattern) =>
      (pattern.isBelow ? host.endsWith(`.${pattern.host}`) : host === pattern.host) &&
      (pattern.port === null || Number(pattern.port) === Number(actualPort)),
  );
}

/** A name with a dot at its end is the same name. */
const plainHost = (hostname: string) => hostname.toLowerCase().replace(/\.$/u, '');
