import type { Connection } from '../../src-preload/contract/connections.ts';
import type { ErrorKind } from '../../src-preload/contract/result.ts';
import { hostOf, isLoopback, parseAddress } from '../http/address.ts';
import { notWritableText as text } from './text.ts';

/** A server that fails like this can't be written to; anything else may be worth a try. */
const outOfReach = new Set<ErrorKind>([
  'offline',
  'dns',
  'refused',
  'timeout',
  'tls',
  'client-certificate',
  'proxy',
]);

/** What decides whether a connection can be written to. */
export type WriteFacts = Pick<Connection, 'signIn' | 'health' | 'address'> & {
  /** No request changes anything, so no server has to be in reach. */
  guided: boolean;
};

/**
 * Why nothing can be changed on a connection now, or null. `online`: what the operating system says of the network, which says
 * nothing of this machine's own servers.
 */
export function whyNotWritable(
  { signIn, health, address, guided }: WriteFacts,
  moment: { readOnly: boolean; online: boolean },
): string | null {
  if (moment.readOnly) return text.readOnly;
  if (signIn.state === 'signed-out') return text.signedOut(signIn.reason);
  if (signIn.state === 'unavailable') return signIn.reason;
  if (guided) return null;
  if (health.state === 'failing' && outOfReach.has(health.error.kind)) {
    return text.serverOffline(health.error.sentence);
  }
  const url = parseAddress(address);
  if (!moment.online && url !== null && !isLoopback(url.hostname)) {
    return text.noNetwork(hostOf(address));
  }
  return null;
}
