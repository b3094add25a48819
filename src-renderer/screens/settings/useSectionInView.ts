import { useEffect, useState, type RefObject } from 'react';
import { settingsSectionIds, type SettingsSectionId } from '../../../src-preload/shared/settings/types.ts';

/** How far below the top (px) the title of a section is that is being read: where one that was asked for is brought, and a little more. */
const readFrom = 80;

/** The section of the page that is being read; null: none is shown. The last one may be too short to come far up. */
export function useSectionInView(page: RefObject<HTMLElement | null>): SettingsSectionId | null {
  const [section, setSection] = useState<SettingsSectionId | null>(null);
  useEffect(() => {
    const look = () => {
      const element = page.current;
      if (element === null) return;
      const shown = [...element.querySelectorAll<HTMLElement>('[data-section]')];
      const isAtEnd = element.getBoundingClientRect().bottom <= window.innerHeight;
      const begun = shown.filter((each) => each.getBoundingClientRect().top <= readFrom);
      const read = (isAtEnd ? shown : begun).at(-1) ?? shown[0];
      setSection(settingsSectionIds.find((id) => id === read?.dataset['section']) ?? null);
    };
    look();
    const observer = new ResizeObserver(look);
    if (page.current !== null) observer.observe(page.current);
    // Whichever element scrolls.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    return () => {
      observer.disconnect();
      document.removeEventListener('scroll', look, { capture: true });
    };
  }, [page]);
  return section;
}
