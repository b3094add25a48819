import { vaultText } from '../../lib/connection-text.ts';
import { useStatus } from '../../stores/status.ts';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { secretsText, storageModeText } from './text.ts';

/** Where sign-ins and offline copies are kept. */
export function SecretsSection() {
  const status = useStatus((state) => state.status);
  if (status === null) return null;
  const vault = vaultText(status.vault);
  const { storage } = status;
  return (
    <SettingsSection section="secrets">
      <dl className={css.facts}>
        <dt>Vault</dt>
        <dd>
          <b>{vault.short}</b>
          <p className={css.dim}>{vault.long}</p>
        </dd>
        <dt>Offline copies</dt>
        <dd>
          {storage.state === 'open' ? (
            <>
              {storageModeText[storage.mode]}
              {storage.mode === 'memory' ? null : <p className={css.mono}>{storage.path}</p>}
            </>
          ) : storage.state === 'refused' ? (
            `${storage.sentence} ${storage.nextStep}`
          ) : (
            'Not open'
          )}
        </dd>
      </dl>
      <p className={css.dim}>{secretsText}</p>
    </SettingsSection>
  );
}
