import { create } from 'zustand';
import type { SettingsSectionId } from '../../src-preload/shared/settings/types.ts';
import { useNavigation } from './navigation.ts';

interface ShownSection {
  /** The section to show; null: the top of the page. `asked` grows with each time that it is asked for. */
  section: SettingsSectionId | null;
  asked: number;
  /** The section that is being read; null: the top of the page, or another screen is shown. */
  inView: SettingsSectionId | null;
}

/** Which section of the settings is asked for, by a link or the palette, and which is on screen. */
export const useShownSection = create<ShownSection>(() => ({ section: null, asked: 0, inView: null }));

/** Makes the settings show this section, now or once they are on screen. */
export const showSection = (section: SettingsSectionId): void =>
  useShownSection.setState(({ asked: before }) => ({ section, asked: before + 1 }));

/** Opens the settings at a section. */
export function openSettings(section: SettingsSectionId | null): void {
  useNavigation.getState().go({ screen: 'settings' });
  if (section !== null) showSection(section);
}
