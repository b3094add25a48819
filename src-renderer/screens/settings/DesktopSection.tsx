import { Setting } from './controls/Setting.tsx';
import { SettingsSection } from './SettingsSection.tsx';

/** What Steward does outside of its windows. */
export function DesktopSection() {
  return (
    <SettingsSection section="desktop">
      <Setting name="notifyExpiringTokens" />
      <Setting name="notifyFailedRefreshes" />
      <Setting name="namesInNotifications" />
      <Setting name="badge" />
      <Setting name="trayIcon" />
      <Setting name="launchAtLogin" />
    </SettingsSection>
  );
}
