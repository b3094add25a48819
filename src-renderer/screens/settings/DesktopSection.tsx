import { Setting } from './controls/Setting.tsx';
import { SettingsSection } from './SettingsSection.tsx';

/** What is for finding out why something doesn’t work. */
export function DesktopSection() {
  return (
    <SettingsSection section="desktop">
      <Setting name="logLevel" />
    </SettingsSection>
  );
}
