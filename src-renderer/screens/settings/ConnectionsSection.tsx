import { Plus } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { SampleMark } from '../../components/SampleMark.tsx';
import { Chip } from '../../components/Chip.tsx';
import { badgeText, healthOf, hostOf } from '../../lib/connection-text.ts';
import { useConnections } from '../../stores/connections.ts';
import { useStatus } from '../../stores/status.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { UserText } from '../../components/UserText.tsx';
import css from './SettingsScreen.module.css';
import { TransferButtons } from './transfer/TransferButtons.tsx';
import { SettingsSection } from './SettingsSection.tsx';

/** Every connection with its address, account and health. */
export function ConnectionsSection() {
  const connections = useConnections((state) => state.connections);
  const sample = useStatus(({ status }) => status?.sampleData === true);
  return (
    <SettingsSection
      section="connections"
      action={
        <Button
          size="s"
          icon={Plus}
          onClick={() => openDialog({ type: 'add-connection', start: { from: 'address' } })}
        >
          Add a connection
        </Button>
      }
    >
      {connections.length === 0 ? <p className={css.dim}>No connections yet.</p> : null}
      {sample ? (
        <div className={css.inline}>
          <SampleMark />
        </div>
      ) : null}
      <ul className={css.rows}>
        {connections.map((connection) => {
          const health = healthOf(connection);
          return (
            <li key={connection.id} className={css.row}>
              <div className={css.text}>
                <div className={css.name}>
                  <UserText>{connection.label}</UserText>
                  <Chip tone={connection.badge}>{badgeText[connection.badge].short}</Chip>
                  {connection.insecure ? <Chip tone="warn">http</Chip> : null}
                </div>
                <p>
                  {hostOf(connection.address)} · {connection.identity.email}
                  {health.words === '' ? '' : ` · ${health.words}`}
                </p>
              </div>
              <Button
                size="s"
                aria-label={`${connection.label} settings`}
                onClick={() => openDialog({ type: 'connection-settings', connectionId: connection.id })}
              >
                Settings…
              </Button>
            </li>
          );
        })}
      </ul>
      <TransferButtons />
    </SettingsSection>
  );
}
