import { PlaceHeading } from '../../components/PlaceHeading.tsx';
import { AboutSection } from './AboutSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { CertificatesSection } from './CertificatesSection.tsx';
import { ConnectionsSection } from './ConnectionsSection.tsx';
import { LockSection } from './LockSection.tsx';
import { ProxiesSection } from './ProxiesSection.tsx';
import { SecretsSection } from './SecretsSection.tsx';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { StorageSection } from './storage/StorageSection.tsx';

/** What belongs to the app and this device, not to a workspace. */
export default function SettingsScreen() {
  return (
    <div className={css.screen}>
      <div className={css.page}>
        <PlaceHeading className={css.title}>Settings</PlaceHeading>
        <AppearanceSection />
        <ConnectionsSection />
        <CertificatesSection />
        <ProxiesSection />
        <LockSection />
        <SecretsSection />
        <SettingsSection title="Data on this device">
          <StorageSection />
        </SettingsSection>
        <AboutSection />
      </div>
    </div>
  );
}
