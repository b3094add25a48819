import { Monitor, Moon, Sun } from 'lucide-react';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { setPreferences, usePreferences } from '../../stores/preferences.ts';
import { SettingsSection } from './SettingsSection.tsx';

/** Theme and row height. */
export function AppearanceSection() {
  const { preferences, error } = usePreferences();
  return (
    <SettingsSection title="Appearance">
      {error === null ? null : <ErrorNote error={error} />}
      <RadioCards
        label="Theme"
        row
        value={preferences.theme}
        onChange={(theme) => void setPreferences({ theme })}
        options={[
          { value: 'light', label: 'Light', icon: Sun },
          { value: 'dark', label: 'Dark', icon: Moon },
          { value: 'system', label: 'System', icon: Monitor },
        ]}
      />
      <RadioCards
        label="Table density"
        row
        value={preferences.density}
        onChange={(density) => void setPreferences({ density })}
        options={[
          { value: 'normal', label: 'Normal', description: '36-pixel rows' },
          { value: 'compact', label: 'Compact', description: '28-pixel rows' },
        ]}
      />
    </SettingsSection>
  );
}
