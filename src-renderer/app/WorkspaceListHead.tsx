import { ClipboardPen, LayoutGrid, LockOpen, Settings2 } from 'lucide-react';
import type { Connection } from '../../src-preload/contract/connections.ts';
import type { Freshness } from '../../src-preload/contract/freshness.ts';
import { bandOf } from '../../src-preload/shared/age.ts';
import { Chip } from '../components/Chip.tsx';
import { AsOf } from '../components/Freshness.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { SampleMark } from '../components/SampleMark.tsx';
import { UserText } from '../components/UserText.tsx';
import { useNow } from '../stores/clock.ts';
import { openDialog } from '../stores/dialogs.ts';
import { useNavigation } from '../stores/navigation.ts';
import { useStatus } from '../stores/status.ts';
import css from './WorkspaceList.module.css';

interface WorkspaceListHeadProps {
  connection: Connection;
  /** Of its list of workspaces. */
  freshness: Freshness | null;
}

/** Which connection the workspaces are of, as whom one is signed in to it, and what is to be known of it. */
export function WorkspaceListHead({ connection, freshness }: WorkspaceListHeadProps) {
  const screen = useNavigation((state) => state.screen);
  const isAnywhere = useNavigation((state) => state.workspaceId !== null);
  const go = useNavigation((state) => state.go);
  const now = useNow();
  const doubtful =
    freshness !== null &&
    !connection.system.guided &&
    (freshness.error !== null || freshness.unreadable > 0 || bandOf(freshness.fetchedAt, now) !== 'fresh');
  const sample = useStatus(({ status }) => status?.sampleData === true) && connection.builtIn;
  const atStart = screen === 'start' || (screen === 'workspace' && !isAnywhere);
  return (
    <>
      <div className={css.head}>
        <div className={css.who}>
          <h1 title={`${connection.label}\n${connection.address}`}>
            <UserText keepEnd>{connection.label}</UserText>
          </h1>
        </div>
        <IconButton
          label="Start page"
          icon={LayoutGrid}
          size="s"
          side="bottom"
          className={atStart ? (css.current ?? '') : ''}
          {...(atStart ? { 'aria-current': 'page' } : {})}
          onClick={() => go({ screen: 'start' })}
        />
        <IconButton
          label="Connection settings"
          icon={Settings2}
          size="s"
          side="bottom"
          onClick={() => openDialog({ type: 'connection-settings', connectionId: connection.id })}
        />
        <div className={css.identity}>
          <UserText>
            {connection.identity.email === '' ? connection.identity.name : connection.identity.email}
          </UserText>
        </div>
      </div>
      {connection.insecure || doubtful || connection.system.guided || sample ? (
        <div className={css.marks}>
          {connection.insecure ? (
            <Chip tone="warn" icon={LockOpen}>
              Not encrypted (http)
            </Chip>
          ) : null}
          {connection.system.guided ? (
            <Chip icon={ClipboardPen}>{connection.system.apiVariantLabel}</Chip>
          ) : null}
          {doubtful ? <AsOf freshness={freshness} now={now} /> : null}
          {sample ? <SampleMark /> : null}
        </div>
      ) : null}
    </>
  );
}
