import { useState } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { LockRules } from '../../../src-preload/contract/vault.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Select } from '../../components/Select.tsx';
import { Switch } from '../../components/Switch.tsx';
import { runCommand } from '../../stores/commands.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { useStatus } from '../../stores/status.ts';
import { useQuery } from '../../stores/useQuery.ts';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { lockRulesText } from './text.ts';

const never = 'never';
const minutes = [1, 5, 10, 15, 30, 60];
const labelOf = (count: number) => (count === 60 ? '1 hour' : `${count} min`);

/** Locking, and what opens Steward again. */
export function LockSection() {
  const vault = useStatus(({ status }) => status?.vault ?? null);
  const { value: rules, error, set } = useQuery(['lock-rules'], () => window.steward.vault.lockRules({}));
  const [refused, setRefused] = useState<AppError | null>(null);
  if (vault?.state !== 'open') return null;
  const refusal = vault.backend === 'memory' ? lockRulesText.memory : null;
  const save = async (next: LockRules) => {
    const kept = await window.steward.vault.setLockRules(next);
    setRefused(kept.ok ? null : kept.error);
    if (kept.ok) set(kept.value);
  };
  const shown = refused ?? error;
  const after = rules?.afterMinutes ?? null;
  return (
    <SettingsSection title="Lock">
      {shown === null ? null : <ErrorNote error={shown} />}
      <p className={css.dim}>
        {refusal ??
          (vault.backend === 'passphrase'
            ? lockRulesText.about.passphrase
            : lockRulesText.about.keyring(vault.name))}
      </p>
      <div className={css.inline}>
        <Button disabledReason={refusal} onClick={() => runCommand('lock')}>
          Lock now
        </Button>
        <Button onClick={() => openDialog({ type: 'change-vault' })}>
          {vault.backend === 'passphrase' ? 'Change passphrase…' : 'Change how sign-ins are stored…'}
        </Button>
      </div>
      {rules === null || refusal !== null ? null : (
        <>
          <Field label="Lock after" hint={lockRulesText.afterHint}>
            {(aria) => (
              <Select
                {...aria}
                label="Lock after"
                value={after === null ? never : String(after)}
                onChange={(value) =>
                  void save({ ...rules, afterMinutes: value === never ? null : Number(value) })
                }
                options={[
                  { value: never, label: 'Never' },
                  ...[...new Set([...minutes, ...(after === null ? [] : [after])])]
                    .sort((a, b) => a - b)
                    .map((count) => ({ value: String(count), label: labelOf(count) })),
                ]}
              />
            )}
          </Field>
          <Switch
            label="Lock when this computer sleeps or its screen is locked"
            hint={lockRulesText.sleepHint}
            checked={rules.onSleep}
            onChange={(onSleep) => void save({ ...rules, onSleep })}
          />
        </>
      )}
    </SettingsSection>
  );
}
