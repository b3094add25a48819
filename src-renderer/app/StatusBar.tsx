import { Fragment } from 'react';
import { LoaderCircle } from 'lucide-react';
import { Menu } from '../components/overlays/Menu.tsx';
import { Tooltip } from '../components/overlays/Tooltip.tsx';
import { arriveAt } from '../stores/arrival.ts';
import { openAllConnections } from '../stores/all-connections.ts';
import { useDoubtedLists } from '../stores/doubted-lists.ts';
import { useConnections } from '../stores/connections.ts';
import { useNavigation } from '../stores/navigation.ts';
import { openSettings } from '../stores/settings-section.ts';
import { useModifier, useStatus } from '../stores/status.ts';
import { useWorkspaces } from '../stores/workspaces.ts';
import { useNow } from '../stores/clock.ts';
import { runCommand } from '../stores/commands.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { vaultText } from '../lib/connection-text.ts';
import { freshnessCounts } from '../lib/freshness-words.ts';
import { troubleOf, troubleText } from '../lib/connection-trouble.ts';
import { outdatedRuntimeText } from '../lib/runtime-text.ts';
import css from './StatusBar.module.css';

function whyText({ signIn, health }: Connection): string {
  if (signIn.state !== 'signed-in') return signIn.reason;
  return health.state === 'failing' ? `${health.error.sentence} ${health.error.nextStep}` : '';
}

/** What keeps connections from being refreshed: one leads there, several are listed with their reasons. */
function Trouble({ first, all }: { first: Connection; all: readonly Connection[] }) {
  const go = useNavigation((state) => state.go);
  const open = ({ id }: Connection) => go({ connectionId: id, screen: 'workspace' });
  const words = (
    <>
      <span className={`${css.dot} ${css.bad}`} aria-hidden />
      {troubleText(all)}
    </>
  );
  if (all.length === 1) {
    return (
      <Tooltip text={whyText(first)}>
        <button type="button" onClick={() => arriveAt('heading', () => open(first))}>
          {words}
        </button>
      </Tooltip>
    );
  }
  return (
    <Menu
      align="start"
      trigger={<button type="button">{words}</button>}
      items={() =>
        all.map((connection) => ({
          label: troubleText([connection]) ?? connection.label,
          onSelect: () => arriveAt('heading', () => open(connection)),
        }))
      }
    />
  );
}

/** The state of everything in one line; never the only place of something that must be acted on. */
export function StatusBar() {
  const status = useStatus((state) => state.status);
  const connections = useConnections((state) => state.connections);
  const lists = useWorkspaces((state) => state.lists);
  const modifier = useModifier();
  const { lists: doubted } = useDoubtedLists(null);
  const now = useNow();
  if (status === null) return <footer className={css.bar} />;
  const syncing = connections.filter((each) => each.syncing);
  const troubled = connections.filter((each) => troubleOf(each) !== null);
  const [firstTroubled] = troubled;
  const vault = vaultText(status.vault);
  const fresh = freshnessCounts(
    connections.flatMap(({ id }) => lists[id] ?? []).flatMap(({ workspaces }) => workspaces),
    doubted ?? [],
    now,
  );
  return (
    <footer className={css.bar} aria-label="Status" data-momentary>
      <span>
        <span className={`${css.dot} ${status.online ? css.ok : css.off}`} aria-hidden />
        {status.online ? 'Online' : 'Offline'}
      </span>
      {syncing.length > 0 ? (
        <span className={css.busy}>
          <LoaderCircle aria-hidden />
          Refreshing {syncing.length === 1 ? syncing[0]?.label : `${syncing.length} connections`}
        </span>
      ) : null}
      {firstTroubled === undefined ? null : <Trouble first={firstTroubled} all={troubled} />}
      {fresh.length === 0 ? null : (
        <span className={css.fresh}>
          {fresh.map(({ words, query }, index) => (
            <Fragment key={query}>
              {index > 0 && ' · '}
              <button
                type="button"
                onClick={() => arriveAt('heading', () => openAllConnections({ tab: 'workspaces', query }))}
              >
                {words}
              </button>
            </Fragment>
          ))}
        </span>
      )}
      <span className={css.right}>
        {status.instance.state === 'running' ? (
          <span className={css.extra}>Local instance running</span>
        ) : null}
        {status.instance.state === 'starting' ? (
          <span className={css.extra}>Local instance starting…</span>
        ) : null}
        {status.storage.state === 'open' && status.storage.mode === 'read-only' ? (
          <span>Offline copy read-only</span>
        ) : null}
        {status.outdatedRuntime === null ? null : (
          <Tooltip text={outdatedRuntimeText.title(status.outdatedRuntime)}>
            <button type="button" onClick={() => openSettings('about')}>
              {outdatedRuntimeText.short(status.outdatedRuntime)}
            </button>
          </Tooltip>
        )}
        <Tooltip text={vault.long}>
          <button type="button" onClick={() => openSettings('secrets')}>
            {vault.short}
          </button>
        </Tooltip>
        <button
          type="button"
          className={css.hint}
          onClick={() => runCommand('palette')}
          aria-label="Search everything"
        >
          {modifier}K to search
        </button>
      </span>
    </footer>
  );
}
