import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { Retention } from '../../../../src-preload/contract/storage.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Field } from '../../../components/Field.tsx';
import { TextInput } from '../../../components/TextInput.tsx';
import { toast } from '../../../stores/toasts.ts';
import styles from './storage.module.css';

const longest = 3650;
const fields: { key: keyof Retention; label: string; hint: string; never: string }[] = [
  {
    key: 'historyDays',
    label: 'Keep history (days)',
    hint: 'What was seen to change, and what lists were before.',
    never: '0: kept for ever.',
  },
  {
    key: 'hideAfterDays',
    label: 'Hide copies after (days)',
    hint: 'Offline copies, counted from the last contact.',
    never: '0: never hidden.',
  },
  {
    key: 'eraseAfterDays',
    label: 'Erase copies after (days)',
    hint: 'Offline copies, counted from the last contact.',
    never: '0: kept for ever.',
  },
];

/** How long things are kept on this device. */
export function RetentionForm({ onSaved }: { onSaved: () => void }) {
  const [texts, setTexts] = useState<Record<keyof Retention, string> | null>(null);
  const [saved, setSaved] = useState<Retention | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const take = (value: Retention) => {
    setSaved(value);
    setTexts({
      historyDays: String(value.historyDays),
      hideAfterDays: String(value.hideAfterDays),
      eraseAfterDays: String(value.eraseAfterDays),
    });
  };
  useEffect(() => {
    void window.steward.storage.retention({}).then((read) => {
      if (read.ok) take(read.value);
      else setError(read.error);
    });
  }, []);
  if (texts === null || saved === null) return error === null ? null : <ErrorNote error={error} />;
  const problem = (key: keyof Retention) =>
    /^\d{1,4}$/.test(texts[key].trim()) && Number(texts[key]) <= longest
      ? null
      : `A whole number of days, 0 to ${longest}.`;
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
    take(done.value);
    toast('Saved. It is applied within the hour.', { tone: 'ok' });
    onSaved();
  };
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => void save(event)}
      aria-label="How long things are kept"
    >
      {error === null ? null : <ErrorNote error={error} />}
      <div className={styles.fields}>
        {fields.map(({ key, label, hint, never }) => (
          <Field
            key={key}
            label={label}
            hint={texts[key].trim() === '0' ? never : `${hint} ${never}`}
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
          disabledReason={wrong ? 'Correct the numbers first.' : changed ? null : 'Nothing was changed.'}
        >
          Save how long things are kept
        </Button>
      </div>
    </form>
  );
}
