import { useEffect, type RefObject } from 'react';
import { settingsSectionIds, type SettingsSectionId } from '../../../src-preload/shared/settings/types.ts';
import { useShownSection } from '../../stores/settings-section.ts';

/** How far below the top (px) the title of a section is that is being read: where one that was asked for is brought, and a little more. */
const readFrom = 80;

const keep = (inView: SettingsSectionId | null) => {
  if (useShownSection.getState().inView !== inView) useShownSection.setState({ inView });
};

/** The section that is being read; null: the top of the page. At its end, several are in view: the one with the focus, or the last. */
function readIn(page: HTMLElement): SettingsSectionId | null {
  const shown = [...page.querySelectorAll<HTMLElement>('[data-section]')];
  const topOf = (section: HTMLElement) => section.getBoundingClientRect().top;
  const isAtEnd = page.getBoundingClientRect().bottom <= window.innerHeight;
  const focused = shown.find((section) => section.contains(document.activeElement) && topOf(section) >= 0);
  const read = isAtEnd
    ? (focused ?? shown.at(-1))
    : shown.filter((section) => topOf(section) <= readFrom).at(-1);
  return settingsSectionIds.find((id) => id === read?.dataset['section']) ?? null;
}

/** Keeps which section of the page is being read, for links to it and for coming back. */
export function useSectionInView(page: RefObject<HTMLElement | null>): SettingsSectionId | null {
  useEffect(() => {
    const look = () => {
      if (page.current !== null) keep(readIn(page.current));
    };
    look();
    const observer = new ResizeObserver(look);
    if (page.current !== null) observer.observe(page.current);
    // Whichever element scrolls.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    document.addEventListener('focusin', look);
    return () => {
      observer.disconnect();
      document.removeEventListener('scroll', look, { capture: true });
      document.removeEventListener('focusin', look);
      keep(null);
    };
  }, [page]);
  return useShownSection(({ inView }) => inView);
}
