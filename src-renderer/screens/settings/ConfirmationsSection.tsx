import { Setting } from './controls/Setting.tsx';
import { SecondPersonSettings } from './second-person/SecondPersonSettings.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import css from './SettingsScreen.module.css';
import { confirmationsText } from './text.ts';

/** What a plan asks for before it’s applied. */
export function ConfirmationsSection() {
  return (
    <SettingsSection section="confirmations">
      <p className={css.dim}>{confirmationsText}</p>
      <Setting name="typeNameFromRemovals" />
      <SecondPersonSettings />
    </SettingsSection>
  );
}
