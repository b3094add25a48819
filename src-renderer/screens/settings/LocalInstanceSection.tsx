import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { useStatus } from '../../stores/status.ts';
import { toast } from '../../stores/toasts.ts';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';

/** The server that Steward itself runs. */
export function LocalInstanceSection() {
  const instance = useStatus(({ status }) => status?.instance ?? null);
  const [busy, setBusy] = useState(false);
  if (instance === null) return null;
  const stop = async () => {
    setBusy(true);
    const stopped = await window.steward.app.stopInstance({});
    setBusy(false);
    if (!stopped.ok) toast(`${stopped.error.sentence} ${stopped.error.nextStep}`, { tone: 'bad' });
  };
  return (
    <SettingsSection section="local-instance">
      <dl className={css.facts}>
        <dt>State</dt>
        <dd>
          {instance.state === 'running' ? (
            <span className={css.inline}>
              Running at {instance.url}
              <Button size="s" busy={busy} onClick={() => void stop()}>
                Stop
              </Button>
            </span>
          ) : instance.state === 'failed' ? (
            `${instance.sentence} ${instance.nextStep}`
          ) : instance.state === 'starting' ? (
            'Starting…'
          ) : (
            'Not running'
          )}
        </dd>
      </dl>
    </SettingsSection>
  );
}
