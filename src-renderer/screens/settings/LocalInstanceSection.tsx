import { useState } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { Button } from '../../components/Button.tsx';
import { startInstance } from '../../stores/actions.ts';
import { useConnections, useProducts } from '../../stores/connections.ts';
import { useStatus } from '../../stores/status.ts';
import { toast } from '../../stores/toasts.ts';
import css from './SettingsScreen.module.css';
import { SettingsSection } from './SettingsSection.tsx';
import { localInstanceText as text } from './text.ts';

/** The server that Steward itself runs. */
export function LocalInstanceSection() {
  const instance = useStatus(({ status }) => status?.instance ?? null);
  const connections = useConnections((state) => state.connections);
  const products = useProducts((state) => state.products) ?? [];
  const [busy, setBusy] = useState(false);
  if (instance === null) return null;
  const connected = connections.filter(({ builtIn }) => builtIn).map(({ provider }) => provider);
  const isRunning = instance.state === 'running';

  /** null: it worked. */
  const stop = async (): Promise<AppError | null> => {
    const stopped = await window.steward.app.stopInstance({});
    return stopped.ok ? null : stopped.error;
  };
  const startAgain = async (): Promise<AppError | null> => {
    const started = await window.steward.app.startInstance({
      sample: false,
      systems: [...new Set(connected)],
    });
    return started.ok ? null : started.error;
  };
  const startSample = () =>
    startInstance(
      true,
      products.slice(0, 1).map(({ provider }) => provider),
    );

  const run = async (act: () => Promise<AppError | null>) => {
    setBusy(true);
    const refused = await act();
    setBusy(false);
    if (refused !== null) toast(`${refused.sentence} ${refused.nextStep}`, { tone: 'bad' });
  };
  const [label, act] = isRunning
    ? ([text.stop, stop] as const)
    : connected.length > 0
      ? ([text.start, startAgain] as const)
      : ([text.startSample, startSample] as const);
  return (
    <SettingsSection section="local-instance">
      <dl className={css.facts}>
        <dt>State</dt>
        <dd>
          <span className={css.inline}>
            {isRunning
              ? text.running(instance.url)
              : instance.state === 'failed'
                ? `${instance.sentence} ${instance.nextStep}`
                : text[instance.state]}
            {instance.state === 'starting' ? null : (
              <Button size="s" busy={busy} onClick={() => void run(act)}>
                {label}
              </Button>
            )}
          </span>
        </dd>
      </dl>
    </SettingsSection>
  );
}
