import { Diagnostics } from './Diagnostics.tsx';
import { Setting } from './controls/Setting.tsx';
import { SettingsSection } from './SettingsSection.tsx';

/** What is for finding out why something doesn’t work. */
export function AdvancedSection() {
  return (
    <SettingsSection section="advanced">
      <Setting name="logLevel" />
      <Diagnostics />
    </SettingsSection>
  );
}
