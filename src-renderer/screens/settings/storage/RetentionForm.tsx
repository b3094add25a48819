import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Retention } from '../../../../src-preload/contract/storage.ts';
import type { SettingKey } from '../../../../src-preload/shared/settings/types.ts';
import { Button } from '../../../components/Button.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { toast } from '../../../stores/toasts.ts';
import { changeSettings, useSettings } from '../../../stores/settings.ts';
import { ResetButton } from '../controls/Setting.tsx';
import { settingText } from '../text.ts';
import styles from './storage.module.css';
import { retentionText } from './text.ts';

const longest = 3650;
const fields: { key: keyof Retention; label: string; text: { about: string; zero: string } }[] = [
  {
    key: 'historyDays',
    label: 'Keep history (days)',
    text: retentionText.history,
  },
  {
    key: 'hideAfterDays',
    label: 'Hide copies after (days)',
    text: retentionText.hide,
  },
  {
    key: 'eraseAfterDays',
    label: 'Erase copies after (days)',
    text: retentionText.erase,
  },
];

const textsOf = (retention: Retention): Record<keyof Retention, string> => ({
  historyDays: String(retention.historyDays),
  hideAfterDays: String(retention.hideAfterDays),
  eraseAfterDays: String(retention.eraseAfterDays),
});

/** How long Steward keeps history and offline copies. */
export function RetentionForm({ onSaved }: { onSaved: () => void }) {
  const state = useSettings((store) => store.state);
  if (state === null) return null;
  const { historyDays, hideAfterDays, eraseAfterDays } = state.values;
  const saved = { historyDays, hideAfterDays, eraseAfterDays };
  return (
    <div data-setting="retention">
      <Fields key={JSON.stringify(saved)} saved={saved} managed={state.managed} onSaved={onSaved} />
    </div>
  );
}

interface FieldsProps {
  saved: Retention;
  /** What the organization decides. */
  managed: readonly SettingKey[];
  onSaved: () => void;
}

function Fields({ saved, managed, onSaved }: FieldsProps) {
  const [texts, setTexts] = useState(() => textsOf(saved));
  const [busy, setBusy] = useState(false);
  const problem = (key: keyof Retention) =>
    /^\d{1,4}$/.test(texts[key].trim()) && Number(texts[key]) <= longest
      ? null
      : retentionText.invalid(longest);
  const wrong = fields.some(({ key }) => problem(key) !== null);
  const changed = fields.some(({ key }) => texts[key].trim() !== String(saved[key]));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (wrong || !changed) return;
    setBusy(true);
    const kept = await changeSettings(
      Object.fromEntries(
        fields.filter(({ key }) => !managed.includes(key)).map(({ key }) => [key, Number(texts[key])]),
      ),
    );
    setBusy(false);
    if (!kept) return;
    toast(retentionText.saved, { tone: 'ok' });
    onSaved();
  };
  return (
    <form className={styles.stack} onSubmit={(event) => void save(event)} aria-label="Retention">
      <div className={styles.fields}>
        {fields.map(({ key, label, text }) => (
          <Field
            key={key}
            label={label}
            hint={
              managed.includes(key)
                ? settingText.managed
                : texts[key].trim() === '0'
                  ? text.zero
                  : `${text.about} ${text.zero}`
            }
            error={problem(key)}
          >
            {(aria) => (
              <TextInput
                {...aria}
                inputMode="numeric"
                readOnly={managed.includes(key)}
                value={texts[key]}
                onChange={({ target }) => setTexts({ ...texts, [key]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <div className={styles.buttons}>
        <Button
          size="s"
          type="submit"
          busy={busy}
          disabledReason={wrong ? 'Correct the numbers first.' : changed ? null : 'No changes to save.'}
        >
          Save retention
        </Button>
        <ResetButton names={fields.map(({ key }) => key)} />
      </div>
    </form>
  );
}
