import type { Notice } from '../src-preload/contract/app.ts';
import type { Plan } from '../src-preload/contract/plan.ts';
import type { Connection } from '../src-preload/contract/connections.ts';
import type { StewardEvent } from '../src-preload/contract/events.ts';
import type { ListName } from '../src-preload/contract/freshness.ts';
import type { JoinOffer } from '../src-preload/contract/invitations.ts';
import type { ProviderId, WorkspaceRef } from '../src-preload/contract/refs.ts';
import type { Result } from '../src-preload/shared/result.ts';
import type { Changes } from './changes/engine/changes.ts';
import type { ClientCertificates } from './connections/client-certificates.ts';
import type { BuiltInSystem } from './connections/built-in.ts';
import type { Pins } from './connections/pins.ts';
import type { Probe } from './connections/probe.ts';
import type { Connections } from './connections/types.ts';
import type { Transfer } from './connections/transfer/transfer.ts';
import type { SignIn } from './connections/sign-in.ts';
import type { CertificateChoices, Transport } from './http/http.ts';
import type { providers } from './providers/registry.ts';
import type { Store } from './store/types.ts';
import type { Policy } from './policy/policy.ts';
import type { SecondPersonControl } from './second-person/second-persons.ts';
import type { SettingsHome } from './settings/settings.ts';
import type { Sync } from './sync/sync.ts';
import type { SetTimer } from './sync/timers.ts';
import type { ClockGuard } from './maintenance/clock-guard.ts';
import type { Vault } from './vault/vault.ts';

/** Everything that runs once the vault is open. Plain Node: windows, clipboard and Chromium's network come from outside. */
export interface Core {
  store: Store;
  providers: typeof providers;
  connections: Connections;
  pins: Pins;
  clientCertificates: ClientCertificates;
  probe: Probe;
  /** Connections to a file and from one. */
  transfer: Transfer;
  signIn: SignIn;
  /** Where the ledger's settings are kept. */
  settingsHome: SettingsHome;
  /** Second persons, and when they are asked. */
  secondPersons: SecondPersonControl;
  /** Settings or the computer's power changed: what rests on them is looked at again. */
  settingsChanged(): void;
  /** How long data is kept was changed: what is past it is erased. */
  retentionChanged(): void;
  /** Whatever shows rows of a list asks again, of these connections or of all. */
  listsChanged(connectionIds?: readonly string[]): void;
  sync: Sync;
  changes: Changes;
  /** This computer's clock against what servers say. */
  clock: ClockGuard;
  /** Notices since the start: a clock that is off, copies that were erased. */
  notices(): Notice[];
  dismissNotice(id: string): void;
  /** People of this place who joined and don't have the role yet that they were invited for. */
  joinOffers(ref: WorkspaceRef): JoinOffer[];
  /** Why nothing can be written on this connection now, or null. */
  cannotWrite(connectionId: string): string | null;
  /** The workspace on screen: fetched when shown and every few minutes. */
  setInView(place: { connectionId: string | null; workspaceId: string | null }): void;
  /** The systems of the server that the app itself runs which it is connected to. */
  builtInSystems(): ProviderId[];
  /** Whether a crash left something that was sent to that server, and isn't known to be done. */
  isLeftOnBuiltIn(): boolean;
  /** Connects to these systems of that server, or finds their connections again; answers with the first. */
  connectBuiltIn(systems: readonly BuiltInSystem[], sample?: boolean): Promise<Result<Connection>>;
  /** Whether the connections to the server that the app runs show sample data. */
  hasSampleData(): boolean;
  /** Removes these connections with all that is kept of them; their server has to be ended by then. */
  removeSampleData(): Promise<Result<null>>;
  /** That server has ended. */
  builtInStopped(): void;
  /** Reads back what a crash left, and starts refreshing where not only what is asked for is refreshed. */
  start(): void;
  networkChanged(): void;
  resumed(): void;
  focused(): void;
  /** Ends everything but the store. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export interface CoreParts {
  store: Store;
  vault: Vault;
  transport(choices: CertificateChoices): Transport;
  /** What the operating system says of the network; it says nothing of this machine's own servers. */
  online(): boolean;
  secrets: { put(secret: string): string };
  openExternal(url: string): Promise<Result<null>>;
  emit(event: StewardEvent): void;
  /** What is noted in the log; not given: nothing. */
  activity?: {
    refreshed(connectionId: string, list: ListName): void;
    applied(plan: Plan): void;
  };
  /** What the organization decides; not given: nothing. */
  policy?: Policy;
  /** Whether the computer runs on its battery; not given: no. */
  onBattery?: () => boolean;
  /** Whether the system says that the network's data is counted; not given: no. */
  onMetered?: () => boolean;
  /** `asked`: only the lists that are asked for, for commands; not given: everything, again and again. Looked up each time. */
  refreshes?: () => 'all' | 'asked';
  /** How long (ms) after the start all of it begins: what a window shows first is read before; not given: at once. */
  refreshesAfterMs?: number;
  /** How the change engine and the first refreshes wait; not given: by the real clock. */
  setTimer?: SetTimer;
  /** How requests wait before they are sent again; not given: by the real clock. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}
