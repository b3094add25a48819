import { LoaderCircle } from 'lucide-react';
import { Tooltip } from '../components/Tooltip.tsx';
import { useConnections } from '../stores/connections.ts';
import { useNavigation } from '../stores/navigation.ts';
import { useModifier, useStatus } from '../stores/status.ts';
import { useWorkspaces } from '../stores/workspaces.ts';
import type { WorkspaceList } from '../stores/workspaces.ts';
import { useNow } from '../stores/clock.ts';
import { runCommand } from '../stores/commands.ts';
import type { Connection } from '../../src-preload/contract/connections.ts';
import { vaultText } from '../lib/connection-text.ts';
import { troubleOf, troubleText } from '../lib/connection-trouble.ts';
import css from './StatusBar.module.css';
import { formatDuration } from '../../src-preload/shared/format/dates.ts';

/** Twice the time between two refreshes in the background: younger than this, nothing is overdue. */
const freshForMs = 60 * 60_000;

/** What failed a moment ago is stale too, but has no age worth saying. */
const ageWords = (at: number, now: number) => (now - at < 60_000 ? '' : ` (${formatDuration(now - at)})`);

/** "9 of 12 workspaces fresh · 2 stale (4 days) · 1 never read": by the age of each roster, not of the list it is in. */
function freshnessWords(lists: readonly WorkspaceList[], now: number): string | null {
  let total = 0;
  let fresh = 0;
  let never = 0;
  let oldest: number | null = null;
  // People of a workspace may be its organization's, and an account has none: those have no roster that could be old.
  const places = lists
    .flatMap(({ workspaces }) => workspaces)
    .filter(({ scope, membersAt, origin }) => scope !== 'account' && membersAt === null && origin === 'live');
  for (const { roster } of places) {
    total += 1;
    if (roster.fetchedAt === null) never += 1;
    else if (!roster.failed && now - roster.fetchedAt < freshForMs) fresh += 1;
    else oldest = Math.min(oldest ?? roster.fetchedAt, roster.fetchedAt);
  }
  if (total === 0) return null;
  const stale = total - fresh - never;
  return [
    `${fresh} of ${total} ${places.every(({ scope }) => scope === 'workspace') ? 'workspaces' : 'rosters'} fresh`,
    stale > 0 && oldest !== null ? `${stale} stale${ageWords(oldest, now)}` : null,
    never > 0 ? `${never} not fetched` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function whyText({ signIn, health }: Connection): string {
  if (signIn.state !== 'signed-in') return signIn.reason;
  return health.state === 'failing' ? `${health.error.sentence} ${health.error.nextStep}` : '';
}

/** The state of everything in one line; never the only place of something that must be acted on. */
export function StatusBar() {
  const status = useStatus((state) => state.status);
  const connections = useConnections((state) => state.connections);
  const lists = useWorkspaces((state) => state.lists);
  const go = useNavigation((state) => state.go);
  const modifier = useModifier();
  const now = useNow();
  if (status === null) return <footer className={css.bar} />;
  const syncing = connections.filter((each) => each.syncing);
  const trouble = troubleText(connections);
  const firstTroubled = connections.find((each) => troubleOf(each) !== null);
  const vault = vaultText(status.vault);
  const fresh = freshnessWords(
    connections.flatMap(({ id }) => lists[id] ?? []),
    now,
  );
  return (
    <footer className={css.bar} aria-label="Status">
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
      {firstTroubled === undefined ? null : (
        <Tooltip text={whyText(firstTroubled)}>
          <button type="button" onClick={() => go({ connectionId: firstTroubled.id, screen: 'workspace' })}>
            <span className={`${css.dot} ${css.bad}`} aria-hidden />
            {trouble}
          </button>
        </Tooltip>
      )}
      {fresh === null ? null : <span className={css.fresh}>{fresh}</span>}
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
        <Tooltip text={vault.long}>
          <button type="button" onClick={() => runCommand('settings')}>
            {vault.short}
          </button>
        </Tooltip>
        <button type="button" onClick={() => runCommand('palette')} aria-label="Search everything">
          {modifier}K to search
        </button>
      </span>
    </footer>
  );
}
