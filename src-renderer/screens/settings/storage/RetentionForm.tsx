import { useState } from 'react';
import type { FormEvent } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { Retention } from '../../../../src-preload/contract/storage.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Field } from '../../../components/Field.tsx';
import { TextInput } from '../../../components/TextInput.tsx';
import { toast } from '../../../stores/toasts.ts';
import { useQuery } from '../../../stores/useQuery.ts';
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
  const { value, error, set } = useQuery(['retention'], () => window.steward.storage.retention({}));
  if (value === null) return error === null ? null : <ErrorNote error={error} />;
  return (
    <Fields
      saved={value}
      onSaved={(next) => {
        set(next);
        onSaved();
      }}
    />
  );
}

function Fields({ saved, onSaved }: { saved: Retention; onSaved: (retention: Retention) => void }) {
  const [texts, setTexts] = useState(() => textsOf(saved));
  const [error, setError] = useState<AppError | null>(null);
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
    const done = await window.steward.storage.setRetention({
      historyDays: Number(texts.historyDays),
      hideAfterDays: Number(texts.hideAfterDays),
      eraseAfterDays: Number(texts.eraseAfterDays),
    });
    setBusy(false);
    setError(done.ok ? null : done.error);
    if (!done.ok) return;
    setTexts(textsOf(done.value));
    toast(retentionText.saved, { tone: 'ok' });
    onSaved(done.value);
  };
  return (
    <form className={styles.stack} onSubmit={(event) => void save(event)} aria-label="Retention">
      {error === null ? null : <ErrorNote error={error} />}
      <div className={styles.fields}>
        {fields.map(({ key, label, text }) => (
          <Field
            key={key}
            label={label}
            hint={texts[key].trim() === '0' ? text.zero : `${text.about} ${text.zero}`}
            error={problem(key)}
          >
            {(aria) => (
              <TextInput
                {...aria}
                inputMode="numeric"
                value={texts[key]}
                onChange={({ target }) => setTexts({ ...texts, [key]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <div>
        <Button
          size="s"
          type="submit"
          busy={busy}
          disabledReason={wrong ? 'Correct the numbers first.' : changed ? null : 'No changes to save.'}
        >
          Save retention
        </Button>
      </div>
    </form>
  );
}
