import { randomUUID } from 'node:crypto';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom, plainError } from '../base/errors.ts';
import type { ConnectionRecord } from '../store/ledger/types.ts';
import { createConnectionView } from './connection-view.ts';
import { createSignInKeeper } from './keep-sign-in.ts';
import { createLiveSessions } from './live-sessions.ts';
import { cleanOptions, sameOptions } from './options.ts';
import { connectionText as text } from './text.ts';
import type { Connections, ConnectionsDeps, LiveSession } from './types.ts';

export function createConnections(deps: ConnectionsDeps): Connections {
  const { ledger, roster, vault, providers, http, signIn } = deps;
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

  const builtInAddresses = new Set<string>();

  const all = () => [...ledger.connections()].sort((a, b) => a.position - b.position);
  const find = (connectionId: string): Result<ConnectionRecord> => {
    const record = ledger.connection(connectionId);
    return record === null ? fail(errorFrom('not-found', text.removed)) : ok(record);
  };

  const { providerOf, toConnection } = createConnectionView({
    vault,
    providers,
    sync,
    whyNotWritable: deps.whyNotWritable,
  });

  async function save(record: ConnectionRecord): Promise<Result<Connection>> {
    const saved = await ledger.saveConnection(record);
    if (!saved.ok) return saved;
    changed();
    return toConnection(record);
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
    if (record.builtIn && !builtInAddresses.has(record.address))
      return fail(errorFrom('refused', text.localNotRunning));
    const at = live.of(record, provider.value);
    if (!at.ok) return at;
    if (at.value === null) return fail(signedOutHere(text.signInNotKept));
    return ok({ ...at.value, provider: provider.value, record });
  }

  const keeper = createSignInKeeper({
    ledger,
    vault,
    providers,
    signIn,
    live,
    newId: deps.newId ?? randomUUID,
    find,
    save,
    adoptCertificate: async (record) => deps.clientCertificates?.adopt(record.id, record.address),
    refresh(connectionId) {
      if (deps.refreshesAfterSignIn?.() !== false) sync()?.refresh(connectionId, 'sign-in');
    },
  });

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
    ...keeper,

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
        const saved = await save({ ...found.value, signedOut: text.youSignedOut });
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
        const certificate = await deps.clientCertificates?.forget(connectionId);
        if (certificate !== undefined && !certificate.ok) return certificate;
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

    noteBuiltIn(addresses) {
      for (const address of addresses) builtInAddresses.add(address);
    },
    noteBuiltInStopped: () => builtInAddresses.clear(),

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

const signedOutHere = (reason: string): AppError =>
  plainError('signed-out', reason, 'Sign in again; everything read so far stays available.');
