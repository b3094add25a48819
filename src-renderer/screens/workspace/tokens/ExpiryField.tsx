import { CalendarClock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { ExpiryReading, tokensCalls } from '../../../../src-preload/contract/tokens.ts';
import { Button } from '../../../components/Button.tsx';
import { Field } from '../../../components/Field.tsx';
import { TextInput } from '../../../components/TextInput.tsx';
import styles from './GenerateTokenDialog.module.css';

type Presets = z.output<(typeof tokensCalls)['expiryPresets']['output']>;

export interface Expiry {
  text: string;
  setText: (text: string) => void;
  presets: Presets;
  /** How the server will read the text; null until this text has been checked. */
  reading: ExpiryReading | null;
  error: AppError | null;
}

/** The expiry of a token as it is typed, with how the server will read it. `wanted`: false where tokens don't expire. */
export function useExpiry({ connectionId, workspaceId }: WorkspaceRef, wanted: boolean): Expiry {
  const [text, setText] = useState('');
  const [presets, setPresets] = useState<Presets>([]);
  const [read, setRead] = useState<{ text: string; reading: ExpiryReading } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    void window.steward.tokens.expiryPresets({ connectionId, workspaceId }).then((answer) => {
      if (!current) return;
      if (!answer.ok) {
        setError(answer.error);
        return;
      }
      setPresets(answer.value);
      setText((typed) => (typed === '' ? (answer.value[0]?.text ?? '') : typed));
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId, wanted]);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    void window.steward.tokens.readExpiry({ connectionId, workspaceId, text }).then((answer) => {
      if (!current) return;
      if (answer.ok) setRead({ text, reading: answer.value });
      else setError(answer.error);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId, text, wanted]);
  return { text, setText, presets, reading: read?.text === text ? read.reading : null, error };
}

/** The expiry, typed or picked from the common ones, and the time that it comes to. */
export function ExpiryField({
  expiry: { text, presets, reading },
  onChange,
}: {
  expiry: Expiry;
  onChange: (text: string) => void;
}) {
  const refused = reading?.reading === 'refused' ? reading : null;
  const suggestion = refused?.suggestion ?? null;
  return (
    <div className={styles.expiry}>
      <Field label="Expires in" error={refused?.message ?? null}>
        {(aria) => (
          <div className={styles.row}>
            <TextInput {...aria} mono value={text} onChange={(event) => onChange(event.target.value)} />
            <div className={styles.presets} role="group" aria-label="Common expiries">
              {presets.map((preset) => (
                <button
                  key={preset.text}
                  type="button"
                  className={styles.preset}
                  aria-pressed={text === preset.text}
                  onClick={() => onChange(preset.text)}
                >
                  {preset.label}
                </button>
              ))}
            </div>
          </div>
        )}
      </Field>
      {suggestion !== null && (
        <div>
          <Button size="s" onClick={() => onChange(suggestion)}>
            Use “{suggestion}”
          </Button>
        </div>
      )}
      <p className={styles.instant} role="status">
        {reading?.reading === 'never' && reading.text}
        {reading?.reading === 'instant' && (
          <>
            <CalendarClock aria-hidden />
            Expires {reading.text}
          </>
        )}
      </p>
    </div>
  );
}
