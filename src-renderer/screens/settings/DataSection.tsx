import { SettingsSection } from './SettingsSection.tsx';
import { StorageSection } from './storage/StorageSection.tsx';

/** What is kept on this device, and for how long. */
export function DataSection() {
  return (
    <SettingsSection section="data">
      <StorageSection />
    </SettingsSection>
  );
}
