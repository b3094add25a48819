import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import type { z } from 'zod';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { ExpiryReading, tokensCalls } from '../../../../src-preload/contract/tokens.ts';
import { longestTyped } from '../../../../src-preload/shared/limits.ts';
import { Button } from '../../../components/Button.tsx';
import { Field } from '../../../components/fields/Field.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import styles from './GenerateTokenDialog.module.css';
import { useQuery } from '../../../stores/useQuery.ts';

type Presets = z.output<(typeof tokensCalls)['expiryPresets']['output']>;

export interface Expiry {
  text: string;
  setText: (text: string) => void;
  presets: Presets;
  /** How the server will read the text; null until this text has been checked. */
  reading: ExpiryReading | null;
  error: AppError | null;
}

/** The expiry of a token as it is typed, with how the server will read it. `enabled`: false where tokens don't expire. */
export function useExpiry({ connectionId, workspaceId }: WorkspaceRef, enabled: boolean): Expiry {
  const [typed, setText] = useState<string | null>(null);
  const presets = useQuery(enabled ? ['expiry-presets', connectionId, workspaceId] : null, () =>
    window.steward.tokens.expiryPresets({ connectionId, workspaceId }),
  );
  const text = typed ?? presets.value?.[0]?.text ?? '';
  const reading = useQuery(enabled ? ['expiry', connectionId, workspaceId, text] : null, () =>
    window.steward.tokens.readExpiry({ connectionId, workspaceId, text }),
  );
  return {
    text,
    setText,
    presets: presets.value ?? [],
    reading: reading.value,
    error: presets.error ?? reading.error,
  };
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
            <TextInput
              {...aria}
              mono
              maxLength={longestTyped}
              value={text}
              onChange={(event) => onChange(event.target.value)}
            />
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
