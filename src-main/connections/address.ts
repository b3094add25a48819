import { isIPv4, isIPv6 } from 'node:net';
import { normalizeUrl } from '../../src-preload/shared/normalize.ts';
import { isLoopback } from '../http/address.ts';
import { addressText as text, useInstead } from './text.ts';

export type AddressReading =
  | { ok: true; address: string; url: URL; plainHttp: boolean }
  | { ok: false; sentence: string; nextStep: string; suggestion: string | null };

const bad = (sentence: string, nextStep: string, suggestion: string | null = null): AddressReading => ({
  ok: false,
  sentence,
  nextStep,
  suggestion,
});

/**
 * Reads what was typed or pasted as the address of a management API. Only a trailing slash and what comes along in pasting
 * (normalize.ts) are mended without asking: whatever else is odd comes back with a suggestion, because the address decides who gets a credential.
 */
export function readAddress(typed: string): AddressReading {
  // The colons of a bare IPv6 address aren't punctuation around it.
  const entered = isIPv6(typed.trim()) ? typed.trim() : normalizeUrl(typed).text;
  if (entered === '') return bad(text.empty, text.example);
  if (/\s/.test(entered)) {
    const joined = suggestionFor(entered.replace(/\s+/g, ''));
    return bad(text.spaces, joined === null ? text.example : useInstead(joined), joined);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(entered)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    const suggestion = suggestionFor(entered);
    return suggestion === null
      ? bad(text.notAnAddress, text.example)
      : bad(text.noScheme, useInstead(suggestion), suggestion);
  }
  if (scheme !== 'https' && scheme !== 'http') {
    const rest = suggestionFor(entered.slice(scheme.length + 3));
    return bad(text.otherScheme(scheme), rest === null ? text.example : useInstead(rest), rest);
  }
  if (!URL.canParse(entered)) return bad(text.invalid, text.example);
  const url = new URL(entered);
  if (isNumberTaken(entered, url)) return bad(text.invalid, text.example);
  const clean = addressOf(url);
  if (url.username !== '' || url.password !== '') {
    return bad(text.credentials, `${useInstead(clean)} ${text.signInLater}`, clean);
  }
  if (url.search !== '' || url.hash !== '') {
    return bad(text.queryOrHash, useInstead(clean), clean);
  }
  return { ok: true, address: clean, url, plainHttp: url.protocol === 'http:' && !isLoopback(url.hostname) };
}

/** A URL parser makes an IPv4 address of any number as a host, 0.0.0.1 of 1, which isn't what a typed number or port means. */
const isNumberTaken = (entered: string, url: URL): boolean =>
  isIPv4(url.hostname) && !entered.includes(url.hostname);

/** Origin and path without the trailing slash; host in lower case, as URL writes it. */
function addressOf(url: URL): string {
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

function suggestionFor(entered: string): string | null {
  const typed = entered.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const bare = isIPv6(typed) ? `[${typed}]` : typed.replace(/^[/:]+/, '');
  const guess = `https://${bare}`;
  if (bare === '' || !URL.canParse(guess)) return null;
  const url = new URL(guess);
  if (isNumberTaken(bare, url)) return null;
  // A single word is a name typed into the wrong box more often than a host.
  const plausible =
    isLoopback(url.hostname) || url.hostname.includes('.') || url.port !== '' || url.hostname.startsWith('[');
  if (!plausible) return null;
  const clean = addressOf(url);
  return isLoopback(url.hostname) || /^http:/i.test(entered) ? clean.replace(/^https:/, 'http:') : clean;
}
