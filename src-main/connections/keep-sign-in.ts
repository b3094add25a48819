import type { Connection } from '../../src-preload/contract/connections.ts';
import { fail, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import type { ConnectionRecord } from '../store/ledger/types.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { FinishedSignIn } from './prove-sign-in.ts';
import type { Connections, ConnectionsDeps } from './types.ts';
import { connectionText as text } from './text.ts';

interface KeepDeps extends Pick<ConnectionsDeps, 'ledger' | 'vault' | 'providers' | 'signIn'> {
  live: Pick<LiveSessions, 'whileReplaced'>;
  newId: () => string;
  find(connectionId: string): Result<ConnectionRecord>;
  save(record: ConnectionRecord): Promise<Result<Connection>>;
  /** From now on the connection shows its server the certificate that signing in showed it. */
  adoptCertificate(record: ConnectionRecord): Promise<unknown>;
  /** Fetches everything of a connection that was just signed in to. */
  refresh(connectionId: string): void;
}

/** Keeps a finished sign-in: as a new connection, or as the new credential of one. */
export function createSignInKeeper({
  ledger,
  vault,
  providers,
  signIn,
  live,
  newId,
  find,
  save,
  adoptCertificate,
  refresh,
}: KeepDeps): Pick<Connections, 'add' | 'signInAgain'> {
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

  return {
    async add({ attemptId, label, badge, colour, builtIn = false }) {
      const taken = signIn.take(attemptId);
      if (!taken.ok) return taken;
      const finished = taken.value;
      const same = ledger
        .connections()
        .find((one) => one.address === finished.address && one.identity.userId === finished.identity.userId);
      if (same !== undefined) {
        return fail(errorFrom('conflict', text.alreadyConnected(finished.identity.name, same.label)));
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
      if (saved.ok) await adoptCertificate(record);
      if (!saved.ok) {
        await vault.deleteCredential(record.id);
        await vault.deleteHeld(record.id);
        if (find(record.id).ok) await ledger.eraseConnection(record.id);
        // So that the person needn't sign in again after making room on the disk.
        signIn.putBack(attemptId, finished);
        return saved;
      }
      refresh(record.id);
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
        return fail(errorFrom('conflict', text.otherAddress(record.address)));
      }
      if (finished.identity.userId !== record.identity.userId) {
        return fail(errorFrom('conflict', text.otherPerson(finished.identity, record.identity)));
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
      await adoptCertificate(record);
      refresh(connectionId);
      return saved;
    },
  };
}
