import { ok } from '../../src-preload/shared/result.ts';
import type { SettingChanges, SettingKey } from '../../src-preload/shared/settings/types.ts';
import type { LedgerReader, LedgerWriter } from '../store/ledger/types.ts';
import { readRetention, setRetention } from '../store/retention/preference.ts';
import type { SettingsHome } from './settings.ts';

/** The preference under which all are kept but the retention, which has one of its own. */
const preferenceKey = 'settings';
const retentionKeys = ['historyDays', 'hideAfterDays', 'eraseAfterDays'] as const;
type RetentionKey = (typeof retentionKeys)[number];

const isRetention = (key: SettingKey): key is RetentionKey => retentionKeys.some((one) => one === key);

type Ledger = Pick<LedgerReader, 'preference'> & Pick<LedgerWriter, 'setPreference'>;

/** The settings in the ledger. */
export function createLedgerHome(ledger: Ledger): SettingsHome {
  let last: Promise<unknown> = Promise.resolve();
  const kept = (): Readonly<Record<string, unknown>> => {
    const value = ledger.preference(preferenceKey);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  };
  async function write(values: SettingChanges) {
    const entries = Object.entries(values) as [SettingKey, unknown][];
    const retention = Object.fromEntries(entries.filter(([key]) => isRetention(key)));
    const others = Object.fromEntries(entries.filter(([key]) => !isRetention(key)));
    if (Object.keys(retention).length > 0) {
      const done = await setRetention(ledger, retention);
      if (!done.ok) return done;
    }
    if (Object.keys(others).length === 0) return ok(null);
    return ledger.setPreference(preferenceKey, { ...kept(), ...others });
  }
  return {
    read: (key) => (isRetention(key) ? readRetention(ledger)[key] : kept()[key]),
    write(values) {
      // One after the other, so that none is lost to another.
      const written = last.then(() => write(values));
      last = written.catch(() => undefined);
      return written;
    },
  };
}
