import type { Settings, SettingKey } from '../../src-preload/shared/settings/types.ts';
import type { Periods } from '../sync/reasons.ts';
import { minute } from '../../src-preload/shared/units.ts';

/** The periods as they are set, for a computer on its battery or not. */
export function refreshPeriods(
  value: <K extends SettingKey>(key: K) => Settings[K],
  onBattery: boolean,
): Periods {
  const periodOf = (minutes: number | null) => (minutes === null ? null : minutes * minute);
  const saving = onBattery ? value('refreshOnBattery') : 'same';
  return {
    inView: saving === 'paused' ? null : periodOf(value('refreshInViewMinutes')),
    everything: saving === 'same' ? periodOf(value('refreshAllMinutes')) : null,
  };
}
