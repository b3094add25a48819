import { Setting } from './controls/Setting.tsx';
import { SettingsSection } from './SettingsSection.tsx';

/** Theme, row height and zoom. */
export function AppearanceSection() {
  return (
    <SettingsSection section="appearance">
      <Setting name="theme" />
      <Setting name="density" />
      <Setting name="zoom" />
    </SettingsSection>
  );
}
