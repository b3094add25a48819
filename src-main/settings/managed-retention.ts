import type { Settings } from '../../src-preload/shared/settings/types.ts';
import { readRetention, retentionKey } from '../store/retention/preference.ts';
import type { Store } from '../store/types.ts';

/** The store, with how long data is kept as the policy decides it. What was chosen stays in the ledger, for when the policy goes. */
export function withManagedRetention(store: Store, managed: Partial<Settings>): Store {
  const { historyDays, hideAfterDays, eraseAfterDays } = managed;
  const forced = {
    ...(historyDays === undefined ? {} : { historyDays }),
    ...(hideAfterDays === undefined ? {} : { hideAfterDays }),
    ...(eraseAfterDays === undefined ? {} : { eraseAfterDays }),
  };
  if (Object.keys(forced).length === 0) return store;
  const { ledger } = store;
  return {
    ...store,
    ledger: {
      ...ledger,
      preference: (key) =>
        key === retentionKey ? { ...readRetention(ledger), ...forced } : ledger.preference(key),
    },
  };
}
