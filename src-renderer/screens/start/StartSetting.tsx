import { useState } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Workspace } from '../../../src-preload/contract/workspaces.ts';
import { Switch } from '../../components/fields/Switch.tsx';
import { takeConnection } from '../../stores/connections.ts';
import { toast } from '../../stores/toasts.ts';
import css from './StartPage.module.css';
import { startPageText } from './text.ts';

/** Whether selecting the connection opens its default workspace directly. */
export function StartSetting({ connection, target }: { connection: Connection; target: Workspace | null }) {
  const [busy, setBusy] = useState(false);
  const { id, label, badge, colour, startsAt } = connection;
  const change = async (next: boolean) => {
    setBusy(true);
    const kept = await window.steward.connections.update({
      connectionId: id,
      label,
      badge,
      colour,
      startsAt: next ? 'default' : 'selector',
    });
    setBusy(false);
    if (kept.ok) takeConnection(kept.value);
    else toast(`${kept.error.sentence} ${kept.error.nextStep}`, { tone: 'bad' });
  };
  return (
    <div className={css.startsAt}>
      <Switch
        label="Open the default workspace first"
        hint={target === null ? startPageText.noDefault : startPageText.opensDefault(label, target.name)}
        checked={startsAt === 'default'}
        busy={busy}
        onChange={(next) => void change(next)}
      />
    </div>
  );
}
