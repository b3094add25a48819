import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { plainError } from '../base/errors.ts';
import type { Core } from '../core.ts';
import { storedOnDevice } from '../queries/storage-overview.ts';
import { erasedText } from '../queries/text.ts';
import { readRetention } from '../store/retention/preference.ts';
import type { Vault } from '../vault/vault.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { storageText } from './text.ts';
import { withCore } from './with-core.ts';

interface StorageParts {
  context: Context;
  vault: Pick<Vault, 'kinds'>;
  /** Closes everything and opens it again, where `prepare` says yes. */
  reopen(prepare: (core: Core) => Promise<Result<null>>): Promise<Result<null>>;
  /** Files of the app's outside the folder of the databases, with what each is. */
  otherFiles: readonly { path: string; what: string }[];
}

export function storageHandlers({ context, vault, reopen, otherFiles }: StorageParts): Handlers<'storage'> {
  const open = withCore(context);
  return {
    overview: open(({ store: { storage, ledger, folder, mode } }) =>
      ok(
        storedOnDevice({
          storage,
          ledger,
          folder,
          mode,
          otherFiles,
          secretsOf: vault.kinds,
          now: Date.now,
        }),
      ),
    ),
    erase: open(async ({ store, listsChanged }, { connectionId, receipts }) => {
      const record = store.ledger.connection(connectionId);
      if (!record)
        return fail(plainError('not-found', storageText.connectionRemoved, storageText.nothingLeft));
      const erased = await store.storage.eraseCopies(connectionId, receipts);
      if (!erased.ok) return erased;
      listsChanged([connectionId]);
      context.emit({ topic: 'receipts', connectionId, workspaceId: null });
      const hasInventory = store.ledger.inventory(connectionId) !== null;
      return ok({ text: erasedText(record.signedOut === null, receipts, hasInventory) });
    }),
    eraseGonePlace: open(async ({ store, listsChanged }, ref) => {
      const erased = await store.storage.eraseGonePlace(ref);
      if (erased.ok) listsChanged([ref.connectionId]);
      return erased;
    }),
    showStaleCopy: open(
      async ({ store: { storage, ledger }, listsChanged }, { connectionId, workspaceId, shown }) => {
        const stale = storage
          .hiddenCopies(connectionId, Date.now(), readRetention(ledger))
          .find((copy) => copy.workspaceId === workspaceId);
        // Fetched meanwhile: there is nothing to show again.
        if (shown && stale === undefined) return ok(null);
        const contact = stale?.since ?? storage.stored(connectionId).lastContact ?? 0;
        const kept = await storage.showStaleCopy(connectionId, workspaceId, contact, shown);
        if (kept.ok) listsChanged([connectionId]);
        return kept;
      },
    ),
    earlierLedgers: open(({ store }) => store.earlier.list()),
    backUpLedger: open(({ store }) =>
      store.mode === 'disk'
        ? store.earlier.save()
        : fail(plainError('store-unavailable', storageText.noBackup, storageText.chooseDisk)),
    ),
    restoreLedger: ({ name }) => reopen(({ store }) => store.earlier.restore(name)),
  };
}
