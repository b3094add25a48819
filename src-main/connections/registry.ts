import { randomUUID } from 'node:crypto';
import type { Badge, Colour, Connection, Health } from '../../src-preload/contract/connections.ts';
import type { ProviderId } from '../../src-preload/contract/refs.ts';
import { fail, ok } from '../../src-preload/contract/result.ts';
import type { AppError, Result } from '../../src-preload/contract/result.ts';
import { plainError } from '../errors.ts';
import type { HttpClient } from '../http/http.ts';
import type { Provider, ProviderSession } from '../providers/provider.ts';
import type {
  ConnectionRecord,
  LedgerReader,
  LedgerWriter,
  RosterReader,
  RosterWriter,
} from '../store/types.ts';
import type { Sync } from '../sync/sync.ts';
import type { Vault } from '../vault/vault.ts';
import { watchSignOut } from './session-watch.ts';
import type { FinishedSignIn, SignIn } from './sign-in.ts';

export interface LiveSession {
  session: ProviderSession;
  provider: Provider;
  record: ConnectionRecord;
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
  }): Promise<Result<Connection>>;
  reorder(connectionIds: string[]): Promise<Result<null>>;
  /** Deletes the credential; the data stays and can be read. */
  signOut(connectionId: string): Promise<Result<null>>;
  removalPreview(connectionId: string): Result<{
    workspaces: number;
    members: number;
    tokens: number;
    history: number;
    receipts: number;
  }>;
  /** Erases credential, rows, pins and network session. The ledger's row goes last: what fails half way can be tried again. */
  remove(connectionId: string): Promise<Result<null>>;
  /** The connection at work. `signed-out` without a credential; the vault's own error where it can't be read now. */
  sessionFor(connectionId: string): Result<LiveSession>;
  /** The same, as sync and the change engine know it. */
  for(connectionId: string): Result<LiveSession>;
  /** Marks a session as ended by the server. Sessions given out here do it by themselves. */
  noteSignedOut(connectionId: string, reason: string): Promise<void>;
  /** Another address for the same server: the built-in instance may get another port. */
  moveTo(connectionId: string, address: string): Promise<Result<Connection>>;
}

export interface ConnectionsDeps {
  ledger: Pick<LedgerReader, 'connections' | 'counts'> &
    Pick<LedgerWriter, 'saveConnection' | 'reorderConnections' | 'eraseConnection'>;
  roster: Pick<RosterReader, 'counts'> & Pick<RosterWriter, 'eraseConnection'>;
  vault: Pick<Vault, 'credential' | 'setCredential' | 'deleteCredential'>;
  providers: ReadonlyMap<ProviderId, Provider>;
  http: HttpClient;
  signIn: Pick<SignIn, 'take' | 'putBack'>;
  /** Asked anew each time: sync itself needs the connections first. */
  sync?: () => Pick<Sync, 'health' | 'isSyncing' | 'refresh' | 'forget'> | null;
  onChange?: () => void;
  newId?: () => string;
}

export function createConnections(deps: ConnectionsDeps): Connections {
  const { ledger, roster, vault, providers, http, signIn } = deps;
  const newId = deps.newId ?? randomUUID;
  const changed = deps.onChange ?? (() => undefined);
  const sync = () => deps.sync?.() ?? null;
  const live = new Map<string, { secret: string; address: string; session: ProviderSession }>();

  const all = () => [...ledger.connections()].sort((a, b) => a.position - b.position);
  const find = (connectionId: string): Result<ConnectionRecord> => {
    const record = ledger.connections().find(({ id }) => id === connectionId);
    return record === undefined
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

  function toConnection(record: ConnectionRecord): Connection {
    const unknown: Health = { state: 'unknown' };
    const { id, provider, kind, address, label, badge, colour, position, identity, builtIn, insecure } =
      record;
    return {
      id,
      provider,
      productName: providers.get(provider)?.product.name ?? provider,
      kind,
      address,
      label,
      badge,
      colour,
      position,
      identity,
      signIn: signInState(record),
      health: sync()?.health(id) ?? unknown,
      syncing: sync()?.isSyncing(id, null, 'workspaces') ?? false,
      builtIn,
      insecure,
    };
  }

  async function save(record: ConnectionRecord): Promise<Result<Connection>> {
    const saved = await ledger.saveConnection(record);
    if (!saved.ok) return saved;
    changed();
    return ok(toConnection(record));
  }

  /** The secret first: a connection without one would only look signed out, a secret without a connection would stay for ever. */
  async function saveWithSecret(
    record: ConnectionRecord,
    finished: FinishedSignIn,
  ): Promise<Result<Connection>> {
    const kept = await vault.setCredential(record.id, finished.secret);
    if (!kept.ok) return kept;
    live.delete(record.id);
    return save(record);
  }

  async function noteSignedOut(connectionId: string, reason: string): Promise<void> {
    const found = find(connectionId);
    if (!found.ok || found.value.signedOut !== null) return;
    live.delete(connectionId);
    await ledger.saveConnection({ ...found.value, signedOut: reason });
    changed();
  }

  function sessionFor(connectionId: string): Result<LiveSession> {
    const found = find(connectionId);
    if (!found.ok) return found;
    const record = found.value;
    const provider = providers.get(record.provider);
    if (provider === undefined) {
      return fail(
        plainError('not-supported', 'This version of Steward does not speak this system.', 'Update Steward.'),
      );
    }
    if (record.signedOut !== null) return fail(signedOutHere(record.signedOut));
    const credential = vault.credential(connectionId);
    if (!credential.ok) return credential;
    if (credential.value === null) return fail(signedOutHere(notKept));
    const secret = credential.value;
    const known = live.get(connectionId);
    if (known?.secret === secret && known.address === record.address) {
      return ok({ session: known.session, provider, record });
    }
    const target = {
      connectionId,
      address: record.address,
      credential: secret,
      allowInsecure: record.insecure,
    };
    const entry: { secret: string; address: string; session: ProviderSession } = {
      secret,
      address: record.address,
      session: watchSignOut(provider.session(http, target), (error) => {
        // A late answer to an old credential must not end the session that replaced it.
        if (live.get(connectionId) === entry) void noteSignedOut(connectionId, error.sentence);
      }),
    };
    live.set(connectionId, entry);
    return ok({ session: entry.session, provider, record });
  }

  return {
    list: () => all().map(toConnection),
    get(connectionId) {
      const found = find(connectionId);
      return found.ok ? ok(toConnection(found.value)) : found;
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
      const { provider, address, insecure, identity, credential } = finished;
      const record: ConnectionRecord = {
        id: newId(),
        provider,
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
      const { identity, credential, insecure } = finished;
      const saved = await saveWithSecret(
        { ...record, identity, credential, insecure, signedOut: null },
        finished,
      );
      if (!saved.ok) {
        signIn.putBack(attemptId, finished);
        return saved;
      }
      sync()?.refresh(connectionId, 'sign-in');
      return saved;
    },

    async update({ connectionId, label, badge, colour }) {
      const found = find(connectionId);
      return found.ok ? save({ ...found.value, label, badge, colour }) : found;
    },

    async reorder(connectionIds) {
      const done = await ledger.reorderConnections(connectionIds);
      if (done.ok) changed();
      return done;
    },

    async signOut(connectionId) {
      const found = find(connectionId);
      if (!found.ok) return found;
      const deleted = await vault.deleteCredential(connectionId);
      if (!deleted.ok) return deleted;
      live.delete(connectionId);
      await http.forget(connectionId);
      const saved = await save({ ...found.value, signedOut: 'You signed out.' });
      return saved.ok ? ok(null) : saved;
    },

    removalPreview(connectionId) {
      const found = find(connectionId);
      return found.ok ? ok({ ...roster.counts(connectionId), ...ledger.counts(connectionId) }) : found;
    },

    async remove(connectionId) {
      const found = find(connectionId);
      if (!found.ok) return found;
      sync()?.forget(connectionId);
      live.delete(connectionId);
      const secret = await vault.deleteCredential(connectionId);
      if (!secret.ok) return secret;
      await http.forget(connectionId);
      const rows = await roster.eraseConnection(connectionId);
      if (!rows.ok) return rows;
      const erased = await ledger.eraseConnection(connectionId);
      if (erased.ok) changed();
      return erased;
    },

    sessionFor,
    for: sessionFor,
    noteSignedOut,

    async moveTo(connectionId, address) {
      const found = find(connectionId);
      if (!found.ok) return found;
      live.delete(connectionId);
      await http.forget(connectionId);
      return save({ ...found.value, address });
    },
  };
}

const notKept = 'The sign-in was not kept on this device.';

const signedOutHere = (reason: string): AppError =>
  plainError('signed-out', reason, 'Sign in again; everything read so far stays available.');
