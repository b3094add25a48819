import { Setting } from './controls/Setting.tsx';
import { SettingsSection } from './SettingsSection.tsx';

/** How often lists are fetched again without being asked for. */
export function RefreshingSection() {
  return (
    <SettingsSection section="refreshing">
      <Setting name="refreshInViewMinutes" />
      <Setting name="refreshAllMinutes" />
      <Setting name="refreshOnBattery" />
      <Setting name="refreshOnMetered" />
      <Setting name="treatAsMetered" />
    </SettingsSection>
  );
}
