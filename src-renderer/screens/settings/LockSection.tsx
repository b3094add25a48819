import { Button } from '../../components/Button.tsx';
import { runCommand } from '../../stores/commands.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { useStatus } from '../../stores/status.ts';
import { Setting } from './controls/Setting.tsx';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { lockRulesText } from './text.ts';

/** Locking, and what opens Steward again. */
export function LockSection() {
  const vault = useStatus(({ status }) => status?.vault ?? null);
  if (vault?.state !== 'open') return null;
  const refusal = vault.backend === 'memory' ? lockRulesText.memory : null;
  return (
    <SettingsSection section="lock">
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
      {refusal !== null ? null : (
        <>
          <Setting name="lockAfterMinutes" />
          <Setting name="lockOnSleep" />
        </>
      )}
    </SettingsSection>
  );
}
