import type { Settings, SettingKey } from '../../src-preload/shared/settings/types.ts';
import type { Periods } from '../sync/reasons.ts';
import { minute } from '../../src-preload/shared/units.ts';

/** What the computer runs on now. */
export interface Surroundings {
  onBattery: boolean;
  onMetered: boolean;
}

/** The periods as they are set, for a computer on its battery or on a network whose data is counted: what saves more holds. */
export function refreshPeriods(
  value: <K extends SettingKey>(key: K) => Settings[K],
  { onBattery, onMetered }: Surroundings,
): Periods {
  const periodOf = (minutes: number | null) => (minutes === null ? null : minutes * minute);
  const savings = [
    onBattery ? value('refreshOnBattery') : 'same',
    onMetered || value('treatAsMetered') ? value('refreshOnMetered') : 'same',
  ];
  return {
    inView: savings.includes('paused') ? null : periodOf(value('refreshInViewMinutes')),
    everything: savings.every((saving) => saving === 'same') ? periodOf(value('refreshAllMinutes')) : null,
  };
}
