import { randomUUID } from 'node:crypto';
import type { Badge, Colour, Connection, Health } from '../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { plainError } from '../base/errors.ts';
import type { HttpClient } from '../http/http.ts';
import {
  apiVariantOf,
  type ConnectionStorage,
  type Provider,
  type ProviderSession,
} from '../providers/provider.ts';
import type { ConnectionRecord, LedgerReader, LedgerWriter } from '../store/ledger/types.ts';
import type { RosterReader, RosterWriter } from '../store/roster/types.ts';
import type { Sync } from '../sync/sync.ts';
import type { Vault } from '../vault/vault.ts';
import type { WriteFacts } from './why-not-writable.ts';
import { createLiveSessions } from './live-sessions.ts';
import { cleanOptions, sameOptions } from './options.ts';
import type { FinishedSignIn, SignIn } from './sign-in.ts';

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
  /** Another address for the same server: the built-in instance may get another port. */
  moveTo(connectionId: string, address: string): Promise<Result<Connection>>;
}

export interface ConnectionsDeps {
  ledger: Pick<LedgerReader, 'connection' | 'connections' | 'counts' | 'inventory'> &
    Pick<
      LedgerWriter,
      'saveConnection' | 'reorderConnections' | 'eraseConnection' | 'removeSetAside' | 'setInventory'
    >;
  roster: Pick<RosterReader, 'counts'> & Pick<RosterWriter, 'eraseConnection'>;
  vault: Pick<Vault, 'credential' | 'setCredential' | 'deleteCredential' | 'held' | 'deleteHeld'>;
  providers: ReadonlyMap<ProviderId, Provider>;
  http: HttpClient;
  signIn: Pick<SignIn, 'take' | 'putBack'>;
  /** Asked anew each time: sync itself needs the connections first. */
  sync?: () => Pick<Sync, 'health' | 'isSyncing' | 'refresh' | 'forget'> | null;
  /** Why a connection in this state can't be written to now, or null. */
  whyNotWritable?: (facts: WriteFacts) => string | null;
  onChange?: () => void;
  /** Called once nothing of a connection is left. */
  onRemoved?: (connectionId: string) => void;
  newId?: () => string;
  /** Epoch ms. */
  now?: () => number;
}

export function createConnections(deps: ConnectionsDeps): Connections {
  const { ledger, roster, vault, providers, http, signIn } = deps;
  const newId = deps.newId ?? randomUUID;
  const changed = deps.onChange ?? (() => undefined);
  const sync = () => deps.sync?.() ?? null;
  const now = deps.now ?? Date.now;
  const live = createLiveSessions({
    http,
    vault,
    ledger,
    now,
    onSignedOut: (connectionId, error) => void noteSignedOut(connectionId, error.sentence),
  });

  const all = () => [...ledger.connections()].sort((a, b) => a.position - b.position);
  const find = (connectionId: string): Result<ConnectionRecord> => {
    const record = ledger.connection(connectionId);
    return record === null
      ? fail(plainError('not-found', 'This connection does not exist any more.', 'Choose another one.'))
      : ok(record);
  };

  function signInState(record: ConnectionRecord): Connection['signIn'] {
    if (record.signedOut !== null) return { state: 'signed-out', reason: record.signedOut };
    const credential = vault.credential(record.id);
    if (!credential.ok) return { state: 'unavailable', reason: credential.error.sentence };
    if (credential.value === null) return { state: 'signed-out', reason: notKept };
    return { state: 'signed-in', credential: record.credential };
  }

  const providerOf = (record: ConnectionRecord): Result<Provider> => {
    const provider = providers.get(record.provider);
    return provider === undefined
      ? fail(
          plainError(
            'not-supported',
            'This version of Steward does not speak this system.',
            'Update Steward.',
          ),
        )
      : ok(provider);
  };

  function toConnection(record: ConnectionRecord): Result<Connection> {
    const provider = providerOf(record);
    if (!provider.ok) return provider;
    const unknown: Health = { state: 'unknown' };
    const { id, kind, address, label, badge, colour, position, identity, builtIn, insecure } = record;
    const system = apiVariantOf(provider.value, record.apiVariant).facts;
    const signIn = signInState(record);
    const health = sync()?.health(id) ?? unknown;
    const facts = { signIn, health, address, guided: system.guided };
    return ok({
      id,
      provider: record.provider,
      productName: provider.value.product.name,
      kind,
      address,
      label,
      badge,
      colour,
      position,
      identity,
      system,
      options: { ...record.options },
      startsAt: record.startsAt,
      cannotWrite: deps.whyNotWritable?.(facts) ?? null,
      signIn,
      health,
      syncing: sync()?.isSyncing(id, null, 'workspaces') ?? false,
      builtIn,
      insecure,
    });
  }

  async function save(record: ConnectionRecord): Promise<Result<Connection>> {
    const saved = await ledger.saveConnection(record);
    if (!saved.ok) return saved;
    changed();
    return toConnection(record);
  }

  /** Secrets first: a connection without one would only look signed out, a secret without a connection would stay for ever. */
  async function saveWithSecret(
    record: ConnectionRecord,
    finished: FinishedSignIn,
  ): Promise<Result<Connection>> {
    return live.whileReplaced(record.id, async () => {
      const kept = await vault.setCredential(record.id, finished.secret);
      if (!kept.ok) return kept;
      for (const [name, secret] of finished.held) {
        const holding = await vault.held(record.id).put(name, secret);
        if (!holding.ok) return holding;
      }
      const saved = await save(record);
      // What the connection has kept since is worth more than what signing in begins with.
      if (!saved.ok || finished.inventory === null || ledger.inventory(record.id) !== null) return saved;
      const entered = await ledger.setInventory(record.id, finished.inventory);
      return entered.ok ? saved : entered;
    });
  }

  async function noteSignedOut(connectionId: string, reason: string): Promise<void> {
    const found = find(connectionId);
    if (!found.ok || found.value.signedOut !== null) return;
    live.end(connectionId);
    await ledger.saveConnection({ ...found.value, signedOut: reason });
    changed();
  }

  function sessionFor(connectionId: string): Result<LiveSession> {
    const found = find(connectionId);
    if (!found.ok) return found;
    const record = found.value;
    const provider = providerOf(record);
    if (!provider.ok) return provider;
    if (record.signedOut !== null) return fail(signedOutHere(record.signedOut));
    const at = live.of(record, provider.value);
    if (!at.ok) return at;
    if (at.value === null) return fail(signedOutHere(notKept));
    return ok({ ...at.value, provider: provider.value, record });
  }

  return {
    list: () =>
      all().flatMap((record) => {
        const connection = toConnection(record);
        return connection.ok ? [connection.value] : [];
      }),
    get(connectionId) {
      const found = find(connectionId);
      return found.ok ? toConnection(found.value) : found;
    },
    record: find,

    async add({ attemptId, label, badge, colour, builtIn = false }) {
      const taken = signIn.take(attemptId);
      if (!taken.ok) return taken;
      const finished = taken.value;
      const same = ledger
        .connections()
        .find((one) => one.address === finished.address && one.identity.userId === finished.identity.userId);
      if (same !== undefined) {
        return fail(
          plainError(
            'conflict',
            `${finished.identity.name} is connected to this address already: ${same.label}.`,
            'Open that connection, or sign in as another person.',
          ),
        );
      }
      const { provider, apiVariant, address, insecure, identity, credential, options } = finished;
      const record: ConnectionRecord = {
        id: newId(),
        provider,
        apiVariant,
        options: options ?? {},
        startsAt: 'default',
        kind: providers.get(provider)?.kindOf(address) ?? 'remote-url',
        address,
        label,
        badge,
        colour,
        position: 1 + Math.max(-1, ...ledger.connections().map(({ position }) => position)),
        identity,
        credential,
        signedOut: null,
        builtIn,
        insecure,
      };
      const saved = await saveWithSecret(record, finished);
      if (!saved.ok) {
        await vault.deleteCredential(record.id);
        await vault.deleteHeld(record.id);
        if (find(record.id).ok) await ledger.eraseConnection(record.id);
        // So that the person needn't sign in again after making room on the disk.
        signIn.putBack(attemptId, finished);
        return saved;
      }
      sync()?.refresh(record.id, 'sign-in');
      return saved;
    },

    async signInAgain(connectionId, attemptId) {
      const found = find(connectionId);
      if (!found.ok) return found;
      const taken = signIn.take(attemptId);
      if (!taken.ok) return taken;
      const record = found.value;
      const finished = taken.value;
      if (finished.address !== record.address || finished.provider !== record.provider) {
        return fail(
          plainError(
            'conflict',
            'That sign-in was for another address.',
            `Sign in at ${record.address} again.`,
          ),
        );
      }
      if (finished.identity.userId !== record.identity.userId) {
        return fail(
          plainError(
            'conflict',
            `You signed in as ${finished.identity.name} (${finished.identity.email}), but this connection belongs to ` +
              `${record.identity.name} (${record.identity.email}).`,
            'Sign in as that person, or add a connection of its own for this one.',
          ),
        );
      }
      const { apiVariant, identity, credential, insecure } = finished;
      const options = finished.options ?? record.options;
      const saved = await saveWithSecret(
        { ...record, apiVariant, options, identity, credential, insecure, signedOut: null },
        finished,
      );
      if (!saved.ok) {
        signIn.putBack(attemptId, finished);
        return saved;
      }
      sync()?.refresh(connectionId, 'sign-in');
      return saved;
    },

    async update({ connectionId, label, badge, colour, startsAt, options }) {
      const found = find(connectionId);
      if (!found.ok) return found;
      const record = found.value;
      const provider = providerOf(record);
      if (!provider.ok) return provider;
      const wanted = options === undefined ? record.options : cleanOptions(provider.value.product, options);
      const saved = await save({
        ...record,
        label,
        badge,
        colour,
        startsAt: startsAt ?? record.startsAt,
        options: wanted,
      });
      if (saved.ok && !sameOptions(wanted, record.options)) {
        live.renew(connectionId);
        sync()?.refresh(connectionId, 'manual');
      }
      return saved;
    },

    async reorder(connectionIds) {
      const done = await ledger.reorderConnections(connectionIds);
      if (done.ok) changed();
      return done;
    },

    async signOut(connectionId) {
      const found = find(connectionId);
      if (!found.ok) return found;
      return live.whileReplaced(connectionId, async () => {
        const deleted = await vault.deleteCredential(connectionId);
        if (!deleted.ok) return deleted;
        await http.forget(connectionId);
        const saved = await save({ ...found.value, signedOut: 'You signed out.' });
        return saved.ok ? ok(null) : saved;
      });
    },

    removalPreview(connectionId) {
      const found = find(connectionId);
      return found.ok ? ok({ ...roster.counts(connectionId), ...ledger.counts(connectionId) }) : found;
    },

    async remove(connectionId) {
      const found = find(connectionId);
      if (!found.ok) return found;
      sync()?.forget(connectionId);
      return live.whileRemoved(connectionId, async () => {
        const secret = await vault.deleteCredential(connectionId);
        if (!secret.ok) return secret;
        const held = await vault.deleteHeld(connectionId);
        if (!held.ok) return held;
        await http.forget(connectionId);
        const rows = await roster.eraseConnection(connectionId);
        if (!rows.ok) return rows;
        // Before the connection itself: cut short in between, it is still there to be removed again.
        const aside = await ledger.removeSetAside();
        if (!aside.ok) return aside;
        const erased = await ledger.eraseConnection(connectionId);
        if (!erased.ok) return erased;
        deps.onRemoved?.(connectionId);
        changed();
        return erased;
      });
    },

    sessionFor,
    for: sessionFor,
    noteSignedOut,

    async detectApiVariants(signal) {
      for (const record of all().filter(({ apiVariant }) => apiVariant === '')) {
        const provider = providers.get(record.provider);
        if (provider === undefined) continue;
        const { address, insecure, options } = record;
        const target = { connectionId: null, address, credential: null, allowInsecure: insecure };
        const recognised = await provider.recognise(http, target, options, signal);
        const current = find(record.id);
        if (!recognised.ok || recognised.value === null || !current.ok || current.value.apiVariant !== '')
          continue;
        const saved = await save({ ...current.value, apiVariant: recognised.value.apiVariant });
        if (saved.ok) live.renew(record.id);
      }
    },

    hasExpired(connectionId) {
      const found = find(connectionId);
      const provider = found.ok ? providerOf(found.value) : found;
      const kept = vault.credential(connectionId);
      if (!provider.ok || !kept.ok || kept.value === null) return false;
      const inspected = provider.value.inspectCredential(kept.value);
      if (!inspected.ok) return false;
      const { expiresAt } = inspected.value;
      return expiresAt.state === 'known' && expiresAt.value <= now();
    },

    async moveTo(connectionId, address) {
      const found = find(connectionId);
      if (!found.ok) return found;
      await http.forget(connectionId);
      const saved = await save({ ...found.value, address });
      live.renew(connectionId);
      return saved;
    },
  };
}

const notKept = 'The sign-in was not kept on this device.';

const signedOutHere = (reason: string): AppError =>
  plainError('signed-out', reason, 'Sign in again; everything read so far stays available.');
