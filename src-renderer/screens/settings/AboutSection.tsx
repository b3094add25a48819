import { useState } from 'react';
import { formatDate } from '../../../src-preload/shared/format/dates.ts';
import { Button } from '../../components/Button.tsx';
import { Note } from '../../components/Note.tsx';
import { outdatedRuntimeText } from '../../lib/runtime-text.ts';
import { useStatus } from '../../stores/status.ts';
import { openDialog } from '../../stores/dialogs.ts';
import { toast } from '../../stores/toasts.ts';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';

/** The version, the local instance and the keyboard shortcuts. */
export function AboutSection() {
  const status = useStatus((state) => state.status);
  const [busy, setBusy] = useState(false);
  if (status === null) return null;
  const { instance } = status;
  const stop = async () => {
    setBusy(true);
    const stopped = await window.steward.app.stopInstance({});
    setBusy(false);
    if (!stopped.ok) toast(`${stopped.error.sentence} ${stopped.error.nextStep}`, { tone: 'bad' });
  };
  return (
    <SettingsSection title="About">
      {status.outdatedRuntime === null ? null : (
        <Note tone="warn" role="note" title={outdatedRuntimeText.title(status.outdatedRuntime)}>
          {outdatedRuntimeText.next}
        </Note>
      )}
      <dl className={css.facts}>
        <dt>Steward</dt>
        <dd>
          Version {status.version}
          {status.build === null
            ? ''
            : ` (${status.build.commit.slice(0, 12)}, ${formatDate(status.build.date)})`}
        </dd>
        <dt>Local instance</dt>
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
      <div>
        <Button size="s" onClick={() => openDialog({ type: 'shortcuts' })}>
          Keyboard shortcuts
        </Button>
      </div>
    </SettingsSection>
  );
}
