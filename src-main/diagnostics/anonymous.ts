import { redact } from '../http/redact.ts';

/** What may be an e-mail address: looked at piece by piece, because a pattern of the whole takes long on a long text without one. */
const piece = /[^\s"'<>,;:()[\]{}\\/]+/gu;
const urlHost = /(\b[a-z][a-z\d+.-]*:\/\/)(\[[\da-f:.]+\]|[^\s/?#"'\\:]+)(:\d+)?/giu;
const ip =
  /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:.])(?:[\da-f]{1,4}:){4,7}[\da-f]{1,4}(?![\w:])|(?<![\w:.])[\da-f:]*::[\da-f:]+(?![\w:])/giu;
const dotted = /\b(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+([a-z]{2,})\b/giu;
/** What ends so is a file of the app. */
const fileEndings = new Set(['ts', 'tsx', 'js', 'cjs', 'mjs', 'json', 'log', 'db', 'node', 'html']);
/** Names that say nothing of anyone. */
const plainHosts = new Set(['127.0.0.1', '[::1]', '::1', 'localhost', '0.0.0.0']);

/** A text with every e-mail address hidden. */
export const withoutEmails = (text: string): string =>
  text.includes('@') ? text.replace(piece, (whole) => (/[^@]@[^@]/u.test(whole) ? '[e-mail]' : whole)) : text;

interface Known {
  /** Names of servers and proxies that are known, and are hidden wherever they stand. */
  hosts: readonly string[];
  /** The user's own folder, which has their name in it. */
  home: string;
  /** Host names stay. */
  showHosts: boolean;
}

/**
 * A text that can be handed to others: no secret, no e-mail address, no user's folder, and no name of a server unless that is wanted. What
 * only may be a host is hidden too.
 */
export function anonymous(text: string, { hosts, home, showHosts }: Known): string {
  let result = withoutEmails(redact(text));
  if (home.length > 1) result = result.replaceAll(home, '~');
  if (showHosts) return result;
  const byLength = [...new Set(hosts)].filter((host) => host !== '' && !plainHosts.has(host));
  // A host that is part of another one comes after it.
  for (const host of byLength.sort((a, b) => b.length - a.length)) result = result.replaceAll(host, '[host]');
  return result
    .replace(urlHost, (whole, scheme: string, host: string) =>
      plainHosts.has(host.toLowerCase()) ? whole : `${scheme}[host]`,
    )
    .replace(ip, (whole) => (plainHosts.has(whole) ? whole : '[address]'))
    .replace(dotted, (whole, ending: string) => (fileEndings.has(ending.toLowerCase()) ? whole : '[host]'));
}
