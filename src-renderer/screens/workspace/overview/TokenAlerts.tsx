import type { ReactNode } from 'react';
import type { Freshness } from '../../../../src-preload/contract/freshness.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { Token } from '../../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import {
  formatDate,
  formatDateTimeWithZone,
  relativeTime,
  timeAgo,
} from '../../../../src-preload/shared/format/dates.ts';
import { day } from '../../../../src-preload/shared/units.ts';
import { useNow } from '../../../stores/clock.ts';
import { Tooltip } from '../../../components/overlays/Tooltip.tsx';
import { capitalised, tokenName } from '../../../lib/names.ts';
import { quoteValue } from '../../../../src-preload/shared/query/terms.ts';
import { openSearch } from '../../../stores/list-search.ts';
import { refOf } from '../../../stores/workspace.ts';
import { UserText } from '../../../components/UserText.tsx';
import styles from './overview.module.css';
import {
  noTokenAlertsText,
  ownerLeftText,
  tokensHiddenText,
  tokensNotFetchedText,
  tokensUnavailableText,
} from './text.ts';
import { useQuery } from '../../../stores/useQuery.ts';

const soonMs = 30 * day;
/** Of each kind; the tab has all of them. */
const shownOfEach = 5;

interface Alerts {
  ownerLeft: Token[];
  soon: Token[];
  rejected: Token[];
  notOffered: string | null;
  freshness: Freshness;
}

/** The active tokens that expire soon or failed their last test; null until they are fetched. */
function useTokenAlerts({ listsAt }: WorkspaceDetail): Alerts | null {
  const place = listsAt.tokens;
  const { value } = useQuery(
    ['token-alerts', place.connectionId, place.workspaceId],
    () =>
      window.steward.tokens.page({
        ...place,
        query: '',
        list: 'active',
        offset: 0,
        limit: 200,
        sort: { by: 'expires', order: 'asc' },
      }),
    { reloadOn: ['tokens', 'connections', 'status'], place },
  );
  if (value === null) return null;
  const soon = value.rows.filter(
    ({ expiresAt }) => expiresAt.state === 'known' && expiresAt.value - Date.now() < soonMs,
  );
  const ownerLeft = value.rows.filter((token) => token.ownerLeft);
  const rejected = value.rows.filter(({ probe }) => probe.state === 'known' && !probe.value.works);
  return {
    notOffered: value.notOffered,
    freshness: value.freshness,
    ownerLeft: ownerLeft.slice(0, shownOfEach),
    soon: soon.slice(0, shownOfEach),
    rejected: rejected.slice(0, shownOfEach),
  };
}

/** Tokens that expire soon, and keys that the service rejected when last tested. */
export function TokenAlerts({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const read = useTokenAlerts(detail);
  const { one, many } = facts.tokens;
  const listed = detail.permissions['token.list'];
  const elsewhere = detail.listsAt.tokens.workspaceId !== detail.workspace.id;
  // Its workspaces have the tokens, and each shows its own alerts.
  if (detail.workspace.scope === 'organization' && !listed.allowed && listed.source !== undefined)
    return null;
  const instead = (text: string) => <li className={styles.dim}>{text}</li>;
  if (!listed.allowed && !elsewhere) return instead(tokensUnavailableText(many, listed.reason));
  if (read === null || read.freshness.fetchedAt === null)
    return instead(read?.notOffered ?? tokensNotFetchedText(many));
  const { hidden } = read.freshness;
  if (hidden !== null) return instead(tokensHiddenText(many, formatDate(hidden.since)));
  if (read.ownerLeft.length + read.soon.length + read.rejected.length === 0)
    return instead(noTokenAlertsText(facts.tokens));
  return (
    <>
      {read.rejected.map((token) => (
        <Line key={`rejected ${token.id}`} token={token} one={one}>
          <Rejected token={token} onOpen={() => openIn(detail, token)} />
        </Line>
      ))}
      {read.ownerLeft.map((token) => (
        <Line key={`left ${token.id}`} token={token} one={one}>
          <Tooltip text={ownerLeftText}>
            <button type="button" className={styles.bad} onClick={() => openIn(detail, token)}>
              owner has left
            </button>
          </Tooltip>
        </Line>
      ))}
      {read.soon.map((token) => (
        <Line key={`soon ${token.id}`} token={token} one={one}>
          <button
            type="button"
            className={`${styles.link} ${styles.when}`}
            onClick={() => openIn(detail, token)}
          >
            <EndsSoon token={token} />
          </button>
        </Line>
      ))}
    </>
  );
}

/** Shows the token in its list. */
const openIn = (detail: WorkspaceDetail, token: Token) =>
  openSearch({ ...refOf(detail), tab: 'tokens', kind: 'active', query: quoteValue(tokenName(token)) });

function Line({ token, one, children }: { token: Token; one: string; children: ReactNode }) {
  return (
    <li>
      <span>
        {capitalised(one)}{' '}
        <b>
          <UserText>{tokenName(token)}</UserText>
        </b>
      </span>
      {children}
    </li>
  );
}

function Rejected({ token: { probe }, onOpen }: { token: Token; onOpen: () => void }) {
  const now = useNow();
  if (probe.state !== 'known') return null;
  return (
    <Tooltip text={probe.value.words}>
      <button type="button" className={styles.bad} onClick={onOpen}>
        rejected {timeAgo(probe.value.at, now)}
      </button>
    </Tooltip>
  );
}

function EndsSoon({ token: { expiresAt } }: { token: Token }) {
  const now = useNow();
  if (expiresAt.state !== 'known') return null;
  return (
    <span title={formatDateTimeWithZone(expiresAt.value)} className={styles.when}>
      expires {relativeTime(expiresAt.value, now)}
    </span>
  );
}
