import { randomUUID } from 'node:crypto';
import type { Connection } from '../src-preload/contract/connections.ts';
import type { StewardEvent } from '../src-preload/contract/events.ts';
import type { ErrorKind, Result } from '../src-preload/contract/result.ts';
import { createChanges, type Changes } from './changes/changes.ts';
import { createPins, type Pins } from './connections/pins.ts';
import { createProbe, type Probe } from './connections/probe.ts';
import { createConnections, type Connections } from './connections/registry.ts';
import { createSignIn, type SignIn } from './connections/sign-in.ts';
import { hostOf, isLoopback, parseAddress } from './http/address.ts';
import { createHttpClient } from './http/client.ts';
import type { Transport } from './http/http.ts';
import { providers } from './providers/registry.ts';
import type { Store } from './store/types.ts';
import { createSync } from './sync/create.ts';
import type { Sync } from './sync/sync.ts';
import type { Vault } from './vault/vault.ts';

/** Everything that runs once the vault is open. Plain Node: windows, clipboard and Chromium's network come from outside. */
export interface Core {
  store: Store;
  providers: typeof providers;
  connections: Connections;
  pins: Pins;
  probe: Probe;
  signIn: SignIn;
  sync: Sync;
  changes: Changes;
  /** Why nothing can be written on this connection now, or null. */
  cannotWrite(connectionId: string): string | null;
  /** The workspace on screen: fetched when shown and every few minutes. */
  setInView(place: { connectionId: string | null; workspaceId: string | null }): void;
  hasBuiltIn(): boolean;
  /** Connects to the server that the app itself runs, or finds its connection again. */
  connectBuiltIn(instance: { url: string; token: string }): Promise<Result<Connection>>;
  /** Reads back what a crash left, and starts refreshing. */
  start(): void;
  networkChanged(): void;
  resumed(): void;
  focused(): void;
  close(): Promise<void>;
}

interface CoreParts {
  store: Store;
  vault: Vault;
  transport(pinned: (origin: string) => string | null): Transport;
  /** What the operating system says of the network; it says nothing of this machine's own servers. */
  online(): boolean;
  secrets: { put(secret: string): string };
  openExternal(url: string): Promise<Result<null>>;
  emit(event: StewardEvent): void;
}

const builtInLabel = 'Local instance';
/** A server that fails like this can't be written to; anything else may be worth a try. */
const outOfReach = new Set<ErrorKind>(['offline', 'dns', 'refused', 'timeout', 'tls', 'proxy']);

export function createCore({
  store,
  vault,
  transport,
  online,
  secrets,
  openExternal,
  emit,
}: CoreParts): Core {
  const { ledger, roster } = store;
  const pins = createPins(ledger);
  const http = createHttpClient({
    transport: transport(pins.pinned),
    onUntrusted: pins.noteSeen,
    userAgent: 'Steward',
  });
  const signIn = createSignIn({ http, providers, openExternal });

  const parts: { sync: Sync | null } = { sync: null };
  const connections: Connections = createConnections({
    ledger,
    roster,
    vault,
    providers,
    http,
    signIn,
    sync: () => parts.sync,
    onChange: () => emit({ topic: 'connections' }),
  });
  const sync = createSync({
    sessions: connections,
    roster,
    ledger,
    now: Date.now,
    random: Math.random,
    onChanged: emit,
    // The sessions mark their connection themselves, and know a late answer to an older credential from one to this.
    onSignedOut: () => undefined,
  });
  parts.sync = sync;

  function cannotWrite(connectionId: string): string | null {
    if (store.mode === 'read-only')
      return 'Steward’s folder can’t be written, so nothing can be recorded or changed.';
    const found = connections.get(connectionId);
    if (!found.ok) return found.error.sentence;
    const { signIn: state, health, address } = found.value;
    if (state.state === 'signed-out') return `Signed out: ${state.reason} Sign in again to change anything.`;
    if (state.state === 'unavailable') return state.reason;
    if (health.state === 'failing' && outOfReach.has(health.error.kind)) {
      return `Offline: ${health.error.sentence} Changes need the server.`;
    }
    const url = parseAddress(address);
    if (!online() && url !== null && !isLoopback(url.hostname)) {
      return `Offline: this computer has no network, so ${hostOf(address)} can’t be reached.`;
    }
    return null;
  }

  const changes = createChanges({
    sessions: connections,
    connections: {
      get(connectionId) {
        const found = connections.record(connectionId);
        const provider = found.ok ? providers.get(found.value.provider) : undefined;
        return found.ok && provider ? { ...found.value, provider } : null;
      },
    },
    roster,
    ledger,
    sync,
    now: Date.now,
    newId: randomUUID,
    cannotWrite,
    secrets,
    onEvent: emit,
  });

  const everyConnection = (reason: 'background' | 'network' | 'resume') => {
    for (const { id, signedOut } of ledger.connections()) if (signedOut === null) sync.refresh(id, reason);
  };
  let inView: { connectionId: string; workspaceId: string | null } | null = null;
  const refreshInView = (reason: 'selection' | 'focus') => {
    if (!inView) return;
    const { connectionId, workspaceId } = inView;
    sync.refresh(connectionId, reason, workspaceId === null ? undefined : { connectionId, workspaceId });
  };

  return {
    store,
    providers,
    connections,
    pins,
    probe: createProbe({
      http,
      providers,
      ledger,
      identityOf: async (connectionId, signal) => {
        const live = connections.sessionFor(connectionId);
        return live.ok ? live.value.session.whoami(signal) : live;
      },
    }),
    signIn,
    sync,
    changes,
    cannotWrite,
    setInView({ connectionId, workspaceId }) {
      inView = connectionId === null ? null : { connectionId, workspaceId };
      sync.setInView(inView);
      refreshInView('selection');
    },
    hasBuiltIn: () => ledger.connections().some(({ builtIn }) => builtIn),
    async connectBuiltIn({ url, token }) {
      const existing = ledger.connections().find(({ builtIn }) => builtIn);
      const attemptId = randomUUID();
      const signedOut = existing ? connections.get(existing.id) : null;
      if (existing && signedOut?.ok && signedOut.value.signIn.state === 'signed-in') {
        if (existing.address !== url) return connections.moveTo(existing.id, url);
        sync.refresh(existing.id, 'network');
        return signedOut;
      }
      if (existing && existing.address !== url) {
        const moved = await connections.moveTo(existing.id, url);
        if (!moved.ok) return moved;
      }
      const proved = await signIn.authenticate({
        attemptId,
        address: url,
        provider: 'system-initiative',
        allowInsecure: false,
        method: { type: 'token', token },
      });
      if (!proved.ok) return proved;
      return existing
        ? connections.signInAgain(existing.id, attemptId)
        : connections.add({
            attemptId,
            label: builtInLabel,
            badge: 'development',
            colour: 'green',
            builtIn: true,
          });
    },
    start() {
      void changes.recover();
      everyConnection('background');
    },
    networkChanged: () => everyConnection('network'),
    resumed: () => everyConnection('resume'),
    focused: () => refreshInView('focus'),
    async close() {
      signIn.stop();
      await changes.close();
      await sync.stop();
      await store.close();
    },
  };
}
