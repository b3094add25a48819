import { isLoopback } from '../http/address.ts';

export type AddressReading =
  | { ok: true; address: string; url: URL; plainHttp: boolean }
  | { ok: false; sentence: string; nextStep: string; suggestion: string | null };

const example = 'Enter an address like https://auth-api.systeminit.com or http://localhost:9001.';
const bad = (sentence: string, nextStep: string, suggestion: string | null = null): AddressReading => ({
  ok: false,
  sentence,
  nextStep,
  suggestion,
});
const use = (suggestion: string) => `Use ${suggestion} instead?`;

/**
 * Reads what somebody typed or pasted as the address of a management API. Only a trailing slash and surrounding quotes are
 * mended without asking: whatever else is odd comes back with a suggestion, because the address decides who gets a credential.
 */
export function readAddress(typed: string): AddressReading {
  const text = typed
    .trim()
    .replace(/^["'<(]+|["'>)]+$/g, '')
    .trim();
  if (text === '') return bad('There is no address.', example);
  if (/\s/.test(text)) {
    const joined = suggestionFor(text.replace(/\s+/g, ''));
    return bad('An address can’t contain spaces.', joined === null ? example : use(joined), joined);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    const suggestion = suggestionFor(text);
    return suggestion === null
      ? bad('This is not an address.', example)
      : bad('The address has no https:// in front.', use(suggestion), suggestion);
  }
  if (scheme !== 'https' && scheme !== 'http') {
    const rest = suggestionFor(text.slice(scheme.length + 3));
    return bad(`Steward can’t connect over ${scheme}://.`, rest === null ? example : use(rest), rest);
  }
  if (!URL.canParse(text)) return bad('This is not an address that exists.', example);
  const url = new URL(text);
  const clean = addressOf(url);
  if (url.username !== '' || url.password !== '') {
    return bad(
      'An address must not contain a user name or password.',
      `${use(clean)} You sign in afterwards.`,
      clean,
    );
  }
  if (url.search !== '' || url.hash !== '') {
    return bad('An address ends before ? and #.', use(clean), clean);
  }
  return { ok: true, address: clean, url, plainHttp: url.protocol === 'http:' && !isLoopback(url.hostname) };
}

/** Origin and path without the trailing slash; host in lower case, as URL writes it. */
function addressOf(url: URL): string {
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

function suggestionFor(text: string): string | null {
  const bare = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/^[/:]+/, '');
  const guess = `https://${bare}`;
  if (bare === '' || !URL.canParse(guess)) return null;
  const url = new URL(guess);
  // A single word is a name typed into the wrong box more often than a host.
  const plausible =
    isLoopback(url.hostname) || url.hostname.includes('.') || url.port !== '' || url.hostname.startsWith('[');
  if (!plausible) return null;
  const clean = addressOf(url);
  return isLoopback(url.hostname) || /^http:/i.test(text) ? clean.replace(/^https:/, 'http:') : clean;
}
