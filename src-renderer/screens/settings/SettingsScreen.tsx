import { useEffect, useRef, useState } from 'react';
import { settingsSections } from '../../../src-preload/shared/settings/sections.ts';
import { settingsSectionIds } from '../../../src-preload/shared/settings/types.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { PlaceHeading } from '../../components/PlaceHeading.tsx';
import { SearchField } from '../../components/fields/SearchField.tsx';
import { useSettings, watchSettings } from '../../stores/settings.ts';
import { showSection, useShownSection } from '../../stores/settings-section.ts';
import { AboutSection } from './AboutSection.tsx';
import { AdvancedSection } from './AdvancedSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { CertificatesSection } from './CertificatesSection.tsx';
import { CommandLineSection } from './CommandLineSection.tsx';
import { ConfirmationsSection } from './ConfirmationsSection.tsx';
import { ConnectionsSection } from './ConnectionsSection.tsx';
import { DataSection } from './DataSection.tsx';
import { DesktopSection } from './DesktopSection.tsx';
import { LocalInstanceSection } from './LocalInstanceSection.tsx';
import { LockSection } from './LockSection.tsx';
import { PolicyNote } from './PolicyNote.tsx';
import { ProxySection } from './ProxySection.tsx';
import { RefreshingSection } from './RefreshingSection.tsx';
import { UpdatesSection } from './UpdatesSection.tsx';
import { SettingsQuery, showsSection } from './search.ts';
import { SecretsSection } from './SecretsSection.tsx';
import css from './SettingsScreen.module.css';
import { searchText } from './text.ts';
import { useSectionInView } from './useSectionInView.ts';

/** What belongs to the app and this device, not to a workspace. */
export default function SettingsScreen() {
  const [query, setQuery] = useState('');
  const error = useSettings((store) => store.error);
  const asked = useShownSection(({ section }) => section);
  const page = useRef<HTMLDivElement>(null);
  const problem = useRef<HTMLDivElement>(null);
  const inView = useSectionInView(page);
  useEffect(watchSettings, []);
  // The setting that couldn't be kept may be far below.
  useEffect(() => problem.current?.scrollIntoView({ block: 'center' }), [error]);
  // A section that is asked for may be hidden by the search.
  const shownQuery = asked === null ? query.trim() : '';
  useEffect(() => {
    if (asked !== null) setQuery('');
  }, [asked]);
  const found = settingsSectionIds.filter((section) => showsSection(shownQuery, section));
  return (
    <div className={css.screen}>
      <div className={css.columns}>
        <nav className={css.contents} aria-label="Sections of the settings">
          {found.map((section) => (
            <button
              key={section}
              type="button"
              {...(section === (inView ?? found[0]) ? { 'aria-current': true } : {})}
              onClick={() => showSection(section)}
            >
              {settingsSections[section].title}
            </button>
          ))}
        </nav>
        <div ref={page} className={css.page}>
          <div className={css.top}>
            <PlaceHeading className={css.title}>Settings</PlaceHeading>
            <div className={css.search}>
              <SearchField
                label="Search settings"
                placeholder="Search settings"
                shortcut="/"
                value={query}
                onChange={setQuery}
              />
            </div>
          </div>
          {error === null ? null : (
            <div ref={problem}>
              <ErrorNote error={error} />
            </div>
          )}
          <PolicyNote />
          <SettingsQuery value={shownQuery}>
            <AppearanceSection />
            <ConnectionsSection />
            <RefreshingSection />
            <CertificatesSection />
            <ProxySection />
            <LockSection />
            <ConfirmationsSection />
            <DesktopSection />
            <DataSection />
            <SecretsSection />
            <LocalInstanceSection />
            <UpdatesSection />
            <CommandLineSection />
            <AdvancedSection />
            <AboutSection />
          </SettingsQuery>
          {found.length > 0 ? null : (
            <p className={css.dim} role="status">
              {searchText.none(query.trim())}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
