import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Monitor, Moon, Plus, Sun } from 'lucide-react';
import type { Pin } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { run } from '../../app/shortcuts.ts';
import { badgeText, healthOf, hostOf, vaultText } from '../../lib/connection-text.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Dialog, DialogFoot } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { toast } from '../../stores/toasts.ts';
import { date } from '../../lib/format.ts';
import { useConnections } from '../../stores/connections.ts';
import { onTopic } from '../../stores/events.ts';
import { setPreferences, usePreferences } from '../../stores/preferences.ts';
import { useStatus } from '../../stores/status.ts';
import { show } from '../../stores/surfaces.ts';
import { StorageSection } from './storage/StorageSection.tsx';
import css from './SettingsScreen.module.css';

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.section} aria-label={title}>
      <div className={css.heading}>
        <h3>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}

function Appearance() {
  const { preferences, error } = usePreferences();
  return (
    <Section title="Appearance">
      {error === null ? null : <ErrorNote error={error} />}
      <RadioCards
        label="Theme"
        row
        value={preferences.theme}
        onChange={(theme) => void setPreferences({ theme })}
        options={[
          { value: 'light', label: 'Light', icon: Sun },
          { value: 'dark', label: 'Dark', icon: Moon },
          { value: 'system', label: 'System', icon: Monitor },
        ]}
      />
      <RadioCards
        label="Density of tables"
        row
        value={preferences.density}
        onChange={(density) => void setPreferences({ density })}
        options={[
          { value: 'normal', label: 'Normal', description: 'Rows of 36 pixels' },
          { value: 'compact', label: 'Compact', description: 'Rows of 28 pixels' },
        ]}
      />
    </Section>
  );
}

function Connections() {
  const connections = useConnections((state) => state.connections);
  return (
    <Section
      title="Connections"
      action={
        <Button size="s" icon={Plus} onClick={() => run('add-connection')}>
          Add a connection
        </Button>
      }
    >
      {connections.length === 0 ? <p className={css.dim}>Nothing is connected yet.</p> : null}
      <ul className={css.rows}>
        {connections.map((connection) => {
          const health = healthOf(connection);
          return (
            <li key={connection.id} className={css.row}>
              <div className={css.words}>
                <div className={css.name}>
                  {connection.label}
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
                aria-label={`Settings of ${connection.label}`}
                onClick={() => show({ type: 'connection-settings', connectionId: connection.id })}
              >
                Settings…
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Certificates() {
  const [pins, setPins] = useState<readonly Pin[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [revoking, setRevoking] = useState<Pin | null>(null);
  const [busy, setBusy] = useState(false);
  const load = useCallback(async () => {
    const read = await window.steward.connections.pins({});
    setError(read.ok ? null : read.error);
    if (read.ok) setPins(read.value);
  }, []);
  useEffect(() => {
    void load();
    return onTopic('connections', () => void load());
  }, [load]);
  const revoke = async ({ origin }: Pin) => {
    setBusy(true);
    const done = await window.steward.connections.revokePin({ origin });
    setBusy(false);
    setRevoking(null);
    if (!done.ok) {
      setError(done.error);
      return;
    }
    toast(`The certificate of ${hostOf(origin)} is no longer trusted.`, { tone: 'ok' });
    await load();
  };
  return (
    <Section title="Trusted certificates">
      {error === null ? null : <ErrorNote error={error} onRetry={() => void load()} />}
      {pins === null && error === null ? <SkeletonLines lines={2} label="Reading the certificates" /> : null}
      {pins?.length === 0 ? (
        <p className={css.dim}>None. Only certificates that this computer trusts by itself are accepted.</p>
      ) : null}
      <ul className={css.rows}>
        {(pins ?? []).map((pin) => (
          <li key={pin.origin} className={css.row}>
            <div className={css.words}>
              <div className={css.name}>{hostOf(pin.origin)}</div>
              <p>
                {pin.subject} · valid to {date(pin.validTo)} · trusted on {date(pin.trustedAt)}
              </p>
              <p className={css.mono}>{pin.sha256}</p>
            </div>
            <Button
              size="s"
              aria-label={`Stop trusting the certificate of ${hostOf(pin.origin)}`}
              onClick={() => setRevoking(pin)}
            >
              Stop trusting…
            </Button>
          </li>
        ))}
      </ul>
      {revoking === null ? null : (
        <Dialog
          open
          onOpenChange={() => setRevoking(null)}
          title={`Stop trusting the certificate of ${hostOf(revoking.origin)}?`}
          description="Connections to it fail until it has a certificate that this computer trusts, or you trust one again. Nothing read is lost."
        >
          <DialogFoot>
            <Button data-autofocus onClick={() => setRevoking(null)}>
              Cancel
            </Button>
            <Button variant="danger" busy={busy} onClick={() => void revoke(revoking)}>
              Stop trusting
            </Button>
          </DialogFoot>
        </Dialog>
      )}
    </Section>
  );
}

const storageText = {
  disk: 'Offline copies, history and receipts are in this folder, encrypted:',
  'read-only': 'This folder can’t be written: what was kept before is shown, nothing new is kept.',
  memory: 'Nothing is kept: when the app quits, sign-ins and everything read are gone.',
};

function Secrets() {
  const status = useStatus((state) => state.status);
  if (status === null) return null;
  const vault = vaultText(status.vault);
  const { storage } = status;
  return (
    <Section title="Secrets">
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
              {storageText[storage.mode]}
              {storage.mode === 'memory' ? null : <p className={css.mono}>{storage.path}</p>}
            </>
          ) : storage.state === 'refused' ? (
            `${storage.sentence} ${storage.nextStep}`
          ) : (
            'Not open.'
          )}
        </dd>
      </dl>
      <p className={css.dim}>
        Secrets are only in the vault and in the memory of the app’s main process: never in the database, in a
        log or on the clipboard for longer than a minute.
      </p>
    </Section>
  );
}

function About() {
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
    <Section title="About">
      <dl className={css.facts}>
        <dt>Steward</dt>
        <dd>Version {status.version}</dd>
        <dt>Local instance</dt>
        <dd>
          {instance.state === 'running' ? (
            <span className={css.inline}>
              Running at {instance.url}
              <Button size="s" busy={busy} onClick={() => void stop()}>
                Stop it
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
        <Button size="s" onClick={() => run('shortcuts')}>
          Keyboard shortcuts
        </Button>
      </div>
    </Section>
  );
}

/** What belongs to the app and this device, not to a workspace. */
export default function SettingsScreen() {
  return (
    <div className={css.screen}>
      <div className={css.page}>
        <h2 className={css.title}>Settings</h2>
        <Appearance />
        <Connections />
        <Certificates />
        <Secrets />
        <Section title="What is stored on this device">
          <StorageSection />
        </Section>
        <About />
      </div>
    </div>
  );
}
