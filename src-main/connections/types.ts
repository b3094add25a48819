import type { Badge, Colour, Connection } from '../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { HttpClient } from '../http/http.ts';
import type { ConnectionStorage, Provider, ProviderSession } from '../providers/provider.ts';
import type { ConnectionRecord, LedgerReader, LedgerWriter } from '../store/ledger/types.ts';
import type { RosterReader, RosterWriter } from '../store/roster/types.ts';
import type { Sync } from '../sync/sync.ts';
import type { Vault } from '../vault/vault.ts';
import type { ClientCertificates } from './client-certificates.ts';
import type { SignIn } from './sign-in.ts';
import type { WriteFacts } from './why-not-writable.ts';

export interface LiveSession {
  session: ProviderSession;
  provider: Provider;
  record: ConnectionRecord;
  /** What the connection keeps on this device: for what is done without asking a server. */
  storage: ConnectionStorage;
}

export interface Connections {
  list(): Connection[];
  get(connectionId: string): Result<Connection>;
  record(connectionId: string): Result<ConnectionRecord>;
  /** Saves a finished sign-in as a new connection; refused where the same person is connected to that address already. */
  add(input: {
    attemptId: string;
    label: string;
    badge: Badge;
    colour: Colour;
    builtIn?: boolean;
  }): Promise<Result<Connection>>;
  /** Replaces the credential; refused when another person signed in, or at another address. */
  signInAgain(connectionId: string, attemptId: string): Promise<Result<Connection>>;
  update(input: {
    connectionId: string;
    label: string;
    badge: Badge;
    colour: Colour;
    startsAt?: Connection['startsAt'] | undefined;
    /** The whole set. Another one takes effect at once: what was fetched with the old one is fetched again. */
    options?: Readonly<Record<string, string>> | undefined;
  }): Promise<Result<Connection>>;
  reorder(connectionIds: string[]): Promise<Result<null>>;
  /** Deletes the credential; the data and what the connection holds beside it stay. */
  signOut(connectionId: string): Promise<Result<null>>;
  removalPreview(connectionId: string): Result<{
    workspaces: number;
    members: number;
    tokens: number;
    history: number;
    receipts: number;
  }>;
  /** Erases credential, held secrets, rows, pins and network session. The ledger's row goes last: what fails half way can be tried again. */
  remove(connectionId: string): Promise<Result<null>>;
  /** The connection at work. `signed-out` without a credential; the vault's own error where it can't be read now. */
  sessionFor(connectionId: string): Result<LiveSession>;
  /** The same, as sync and the change engine know it. */
  for(connectionId: string): Result<LiveSession>;
  /** Marks a session as ended by the server. Sessions given out here do it by themselves. */
  noteSignedOut(connectionId: string, reason: string): Promise<void>;
  /** Asks the addresses of records from before there were several APIs of a system which one they are. */
  detectApiVariants(signal: AbortSignal): Promise<void>;
  /** Is the kept credential too old to be of use, as far as it says so itself? */
  hasExpired(connectionId: string): boolean;
  /** The built-in server has these addresses now: its connections may send their credentials there. */
  noteBuiltIn(addresses: readonly string[]): void;
  /** It has ended: another program may listen at its port, so nothing is sent there until it's known again. */
  noteBuiltInStopped(): void;
  /** Another address for the same server: the built-in instance may get another port. */
  moveTo(connectionId: string, address: string): Promise<Result<Connection>>;
}

export interface ConnectionsDeps {
  ledger: Pick<LedgerReader, 'connection' | 'connections' | 'counts' | 'inventory' | 'inventoryText'> &
    Pick<
      LedgerWriter,
      | 'saveConnection'
      | 'reorderConnections'
      | 'eraseConnection'
      | 'removeSetAside'
      | 'setInventory'
      | 'setInventoryText'
    >;
  roster: Pick<RosterReader, 'counts'> & Pick<RosterWriter, 'eraseConnection'>;
  vault: Pick<Vault, 'credential' | 'setCredential' | 'deleteCredential' | 'held' | 'deleteHeld'>;
  providers: ReadonlyMap<ProviderId, Provider>;
  http: HttpClient;
  signIn: Pick<SignIn, 'take' | 'putBack'>;
  /** Not given: no connection shows its server a certificate. */
  clientCertificates?: Pick<ClientCertificates, 'adopt' | 'forget'>;
  /** Looked up on each call, because sync is made after the connections. */
  sync?: () => Pick<Sync, 'health' | 'isSyncing' | 'refresh' | 'forget'> | null;
  /** False: nothing is fetched after a sign-in but what is asked for. */
  refreshesAfterSignIn?: () => boolean;
  /** Why a connection in this state can't be written to now, or null. */
  whyNotWritable?: (facts: WriteFacts) => string | null;
  onChange?: () => void;
  /** Called once nothing of a connection is left. */
  onRemoved?: (connectionId: string) => void;
  newId?: () => string;
  /** Epoch ms. */
  now?: () => number;
}
