import { useEffect, useRef, type ReactNode } from 'react';
import { settingsSections } from '../../../src-preload/shared/settings/sections.ts';
import type { SettingsSectionId } from '../../../src-preload/shared/settings/types.ts';
import { useShownSection } from '../../stores/settings-section.ts';
import { showsSection, useSettingsQuery } from './search.ts';
import css from './SettingsScreen.module.css';

interface SettingsSectionProps {
  section: SettingsSectionId;
  /** At the right of the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** One section of the page, with the focus on its title where it was asked for. Hidden while the search finds nothing in it. */
export function SettingsSection({ section, action, children }: SettingsSectionProps) {
  const query = useSettingsQuery();
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useShownSection((shown) => (shown.section === section ? shown.asked : 0));
  useEffect(() => {
    if (asked === 0) return;
    useShownSection.setState({ section: null });
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [asked]);
  if (!showsSection(query, section)) return null;
  const { title } = settingsSections[section];
  return (
    <section className={css.section} aria-label={title} data-section={section}>
      <div className={css.heading}>
        <h3 ref={heading} tabIndex={-1}>
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  );
}
