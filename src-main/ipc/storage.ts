import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { StorageOverview } from '../../src-preload/contract/storage.ts';
import type { Core } from '../core.ts';
import { plainError } from '../base/errors.ts';
import type { Vault } from '../vault/vault.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { erasedWords, storedOnDevice } from '../queries/storage-overview.ts';
import { readRetention, setRetention } from '../store/retention/preference.ts';

interface StorageParts {
  context: Context;
  vault: Pick<Vault, 'kinds'>;
  /** Closes everything and opens it again, where `prepare` says yes. */
  reopen(prepare: (core: Core) => Promise<Result<null>>): Promise<Result<null>>;
  /** Files of the app's outside the folder of the databases, with what each is. */
  otherFiles: readonly { path: string; what: string }[];
}

/** All that shows rows of a copy. */
const listTopics = ['members', 'invitations', 'tokens', 'roles', 'details', 'history'] as const;

export function storageHandlers({ context, vault, reopen, otherFiles }: StorageParts): Handlers<'storage'> {
  const overviewOf = ({ store }: Core): StorageOverview =>
    storedOnDevice({
      storage: store.storage,
      ledger: store.ledger,
      folder: store.folder,
      mode: store.mode,
      otherFiles,
      secretsOf: vault.kinds,
      now: Date.now,
    });
  /** Whatever shows a list of these connections asks again. */
  const tellLists = (connectionIds: readonly string[]) => {
    for (const connectionId of connectionIds) {
      context.emit({ topic: 'workspaces', connectionId });
      for (const topic of listTopics) context.emit({ topic, connectionId, workspaceId: null });
    }
  };
  return {
    overview() {
      const core = context.core();
      return core.ok ? ok(overviewOf(core.value)) : core;
    },
    async erase({ connectionId, receipts }) {
      const core = context.core();
      if (!core.ok) return core;
      const { store } = core.value;
      const record = store.ledger.connections().find(({ id }) => id === connectionId);
      if (!record)
        return fail(plainError('not-found', 'This connection was removed.', 'Nothing of it is left.'));
      const erased = await store.storage.eraseCopies(connectionId, receipts);
      if (!erased.ok) return erased;
      tellLists([connectionId]);
      context.emit({ topic: 'receipts', connectionId, workspaceId: null });
      const inventory = store.ledger.inventory(connectionId) !== null;
      return ok({ text: erasedWords(record.signedOut === null, receipts, inventory) });
    },
    retention() {
      const core = context.core();
      return core.ok ? ok(readRetention(core.value.store.ledger)) : core;
    },
    async setRetention({ historyDays, hideAfterDays, eraseAfterDays }) {
      const core = context.core();
      if (!core.ok) return core;
      const { ledger } = core.value.store;
      const kept = await setRetention(ledger, {
        ...(historyDays === undefined ? {} : { historyDays }),
        ...(hideAfterDays === undefined ? {} : { hideAfterDays }),
        ...(eraseAfterDays === undefined ? {} : { eraseAfterDays }),
      });
      // Other copies may be hidden now.
      if (kept.ok) tellLists(ledger.connections().map(({ id }) => id));
      return kept;
    },
    async showHidden({ connectionId, workspaceId, shown }) {
      const core = context.core();
      if (!core.ok) return core;
      const { storage, ledger } = core.value.store;
      const hidden = storage
        .hiddenCopies(connectionId, Date.now(), readRetention(ledger))
        .find((copy) => copy.workspaceId === workspaceId);
      // Fetched meanwhile: nothing is hidden any more.
      if (shown && hidden === undefined) return ok(null);
      const contact = hidden?.since ?? storage.stored(connectionId).lastContact ?? 0;
      const kept = await storage.showHidden(connectionId, workspaceId, contact, shown);
      if (kept.ok) tellLists([connectionId]);
      return kept;
    },
    async earlierLedgers() {
      const core = context.core();
      return core.ok ? core.value.store.earlier.list() : core;
    },
    takeBackLedger: ({ name }) => reopen(({ store }) => store.earlier.restore(name)),
  };
}
