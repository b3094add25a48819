import type { ProxySignIn } from '../../src-preload/contract/app.ts';

/** A proxy as the network stack names it when it asks for a password. */
export interface ProxyChallenge {
  host: string;
  port: number;
  realm: string;
}

export interface ProxyCredentials {
  username: string;
  password: string;
}

/** Where what was entered is kept over a restart, if the user wants that. What can't be read now reads as null. */
export interface KeptProxySignIns {
  get(proxy: string, realm: string): ProxyCredentials | null;
}

/** The proxies that asked for a password, and what the user entered for them. Only what is remembered outlives the process. */
export interface ProxySignIns {
  list(): ProxySignIn[];
  /** `isRemembered`: it is kept over a restart. */
  give(proxy: string, realm: string, credentials: ProxyCredentials, isRemembered?: boolean): void;
  /** What to answer a proxy, or null. It is listed from now on. */
  answer(challenge: ProxyChallenge): ProxyCredentials | null;
  /** The proxy asked again after this answer. Does nothing where another one was entered meanwhile. */
  refuse(challenge: ProxyChallenge, credentials: ProxyCredentials): void;
}

/** Remembers what proxies ask for and are given. `onAsked`: one asks for the first time, or refused what was entered. */
export function createProxySignIns(
  onAsked: () => void = () => undefined,
  kept: KeptProxySignIns = { get: () => null },
): ProxySignIns {
  const known = new Map<string, ProxySignIn & { credentials: ProxyCredentials | null }>();
  const keyOf = (proxy: string, realm: string) => JSON.stringify([proxy, realm]);
  const entryFor = ({ host, port, realm }: ProxyChallenge) => {
    const proxy = `${host}:${port}`;
    const key = keyOf(proxy, realm);
    const asked = known.get(key);
    if (asked !== undefined && asked.state !== 'needed') return asked;
    // Looked up until it is there: the vault may have been locked when the proxy asked first.
    const credentials = kept.get(proxy, realm);
    if (asked !== undefined) {
      if (credentials !== null) Object.assign(asked, { credentials, state: 'remembered' });
      return asked;
    }
    const state: ProxySignIn['state'] = credentials === null ? 'needed' : 'remembered';
    const entry = { proxy, realm, state, credentials };
    known.set(key, entry);
    onAsked();
    return entry;
  };
  return {
    list: () => [...known.values()].map(({ proxy, realm, state }) => ({ proxy, realm, state })),
    give(proxy, realm, credentials, isRemembered = false) {
      // Only a proxy that asked: nothing else would ever be answered.
      const entry = known.get(keyOf(proxy, realm));
      if (entry !== undefined)
        Object.assign(entry, { credentials, state: isRemembered ? 'remembered' : 'entered' });
    },
    answer: (challenge) => entryFor(challenge).credentials,
    refuse(challenge, credentials) {
      const entry = entryFor(challenge);
      if (entry.credentials !== credentials) return;
      Object.assign(entry, { credentials: null, state: 'refused' });
      onAsked();
    },
  };
}
