import { Check, Minus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Capability } from '../../../src-preload/contract/capabilities.ts';
import type { Freshness, ListName } from '../../../src-preload/contract/freshness.ts';
import type { Known } from '../../../src-preload/contract/known.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { Token } from '../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { AsOf } from '../../components/Freshness.tsx';
import { Tooltip } from '../../components/Tooltip.tsx';
import { absoluteTime, date, pastTime, relativeTime } from '../../lib/format.ts';
import { capitalised } from '../../lib/names.ts';
import { useConnection } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { useWorkspaceList } from '../../stores/workspaces.ts';
import { reachWords } from './AlsoReach.tsx';
import { capabilityGroups } from './capabilities.ts';
import { useRoleMix, type RoleCount } from './mix.ts';
import styles from './Overview.module.css';
import { tokenName } from './tokenName.ts';
import { hostOf, kindWords, plural, scopeWords } from './words.ts';

const soonMs = 30 * 86_400_000;
const soonShown = 5;

/** The place at a glance: what it is, who is in it, what needs attention, how old each answer is. */
export function Overview({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const mix = useRoleMix(detail);
  const { scope } = detail.workspace;
  return (
    <div className={styles.scroll}>
      <div className={styles.cards}>
        <Facts detail={detail} facts={facts} />
        {scope !== 'account' && <Inside detail={detail} />}
        <Attention detail={detail} facts={facts} />
        {mix.length > 0 && (
          <section className={styles.card} aria-labelledby="overview-mix">
            <h3 id="overview-mix">Roles</h3>
            <RoleMix mix={mix} />
          </section>
        )}
        {detail.workspace.origin !== 'entered' && <FreshnessCard detail={detail} facts={facts} />}
        <May detail={detail} facts={facts} />
      </div>
    </div>
  );
}

function words<T>(value: Known<T>, say: (value: T) => string): string {
  if (value.state === 'known') return say(value.value);
  return value.state === 'none' ? 'None' : 'Not reported';
}

function Facts({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace } = detail;
  const connection = useConnection(workspace.connectionId);
  const go = useNavigation((state) => state.go);
  const { scope, organization, instance } = workspace;
  const isWorkspace = scope === 'workspace';
  // What a system never tells of any of its places is no fact of this one.
  const told = <T,>(term: string, value: Known<T>, say: (value: T) => string): [string, string][] =>
    value.state === 'not-reported' ? [] : [[term, words(value, say)]];
  const lines: [string, string][] = [
    ...(isWorkspace && facts.createFields.includes('type')
      ? ([
          ['Instance', words(instance.url, (url) => url)],
          ['Kind', kindWords[instance.kind]],
        ] satisfies [string, string][])
      : told('Address', instance.url, (url) => url)),
    ['Connection', connection === null ? '' : `${connection.label} · ${hostOf(connection.address)}`],
    ...(isWorkspace
      ? [
          ...told('Description', workspace.description, (text) => (text === '' ? 'None' : text)),
          ...told('Created by', workspace.owner, (owner) => owner.name),
          ...told('Default', workspace.isDefault, (is) =>
            is ? (facts.sharedMarks ? 'Yes, for everybody' : 'Yes, yours') : 'No',
          ),
          ...told('Approvals', workspace.approvalsEnabled, (is) =>
            is ? 'Needed to apply changes' : 'Not needed',
          ),
        ]
      : []),
    ...workspace.facts.map(({ label, value }): [string, string] => [label, value]),
    [`${capitalised(scopeWords[scope].one)} id`, workspace.id],
    ['Note', workspace.note === '' ? 'None' : workspace.note],
  ];
  const entered = detail.freshness.workspaces.fetchedAt;
  return (
    <section className={styles.card} aria-labelledby="overview-facts">
      <h3 id="overview-facts">{scopeWords[scope].label}</h3>
      {workspace.origin === 'entered' && (
        <p className={styles.dim}>
          Entered by you{entered === null ? '' : `, ${date(entered)}`}: nothing here was read from a server.
        </p>
      )}
      <dl className={styles.facts}>
        {isWorkspace && organization.state === 'known' && (
          <div>
            <dt>Organization</dt>
            <dd>
              <button
                type="button"
                className={styles.link}
                onClick={() => go({ workspaceId: organization.value.id })}
              >
                {organization.value.name}
              </button>
            </dd>
          </div>
        )}
        {lines.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What the system tells of the inside of a place: running sandboxes, sizes. Only where there is any of it. */
function Inside({ detail }: { detail: WorkspaceDetail }) {
  const { details, freshness, workspace } = detail;
  const now = useNow();
  // Some systems tell the same with the list and again with the details.
  const told = new Set(workspace.facts.map(({ label, value }) => `${label}: ${value}`));
  const facts = (details?.facts ?? []).filter(({ label, value }) => !told.has(`${label}: ${value}`));
  if (facts.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="overview-inside">
      <h3 id="overview-inside">In it now</h3>
      <ul className={styles.list}>
        {facts.map((fact) => (
          <li key={fact.label} className={styles.inside}>
            <span>
              {fact.label}
              {fact.hint !== '' && <span className={styles.hint}>{fact.hint}</span>}
            </span>
            <Chip tone={fact.tone === 'warn' ? 'warn' : 'neutral'}>{fact.value}</Chip>
          </li>
        ))}
      </ul>
      <AsOf freshness={freshness.details} now={now} />
    </section>
  );
}

function Attention({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, listsAt } = detail;
  const go = useNavigation((state) => state.go);
  const toInvitations = facts.joining.shownIn === 'invitations';
  const waiting = toInvitations ? 'not joined yet' : 'not signed up yet';
  return (
    <section className={styles.card} aria-labelledby="overview-attention">
      <h3 id="overview-attention">Needs attention</h3>
      <ul className={styles.list}>
        {workspace.scope !== 'account' && (facts.joining.verb === 'invite' || workspace.pending !== 0) && (
          <li>
            {workspace.pending === null ? (
              <span className={styles.dim}>Pending people: not read yet</span>
            ) : workspace.pending === 0 ? (
              <span className={styles.dim}>
                Everybody invited has {toInvitations ? 'answered' : 'signed up'}
              </span>
            ) : (
              <>
                <span>
                  {plural(workspace.pending, 'person', 'people')} invited, {waiting}
                </span>
                <Button
                  size="s"
                  variant="quiet"
                  onClick={() => go({ tab: toInvitations ? 'invitations' : 'members' })}
                >
                  See {toInvitations ? 'invitations' : 'members'}
                </Button>
              </>
            )}
          </li>
        )}
        {detail.alsoReach !== null && detail.alsoReach.count > 0 && <li>{reachWords(detail.alsoReach)}</li>}
        <TokensAttention key={listsAt.tokens.workspaceId} detail={detail} facts={facts} />
      </ul>
    </section>
  );
}

/** Tokens that end soon, and keys that the service refused when they were last tried. */
function TokensAttention({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const now = useNow();
  const go = useNavigation((state) => state.go);
  const [read, setRead] = useState<{
    soon: Token[];
    refused: Token[];
    notOffered: string | null;
    freshness: Freshness;
  } | null>(null);
  const listed = detail.permissions['token.list'];
  useEffect(() => {
    let current = true;
    void window.steward.tokens
      .page({
        ...detail.listsAt.tokens,
        query: '',
        list: 'active',
        offset: 0,
        limit: 200,
        sort: { by: 'expires', order: 'asc' },
      })
      .then((answer) => {
        if (!current || !answer.ok) return;
        const { rows, notOffered, freshness } = answer.value;
        setRead({
          notOffered,
          freshness,
          soon: rows
            .filter(({ expiresAt }) => expiresAt.state === 'known' && expiresAt.value - Date.now() < soonMs)
            .slice(0, soonShown),
          refused: rows
            .filter(({ probe }) => probe.state === 'known' && !probe.value.works)
            .slice(0, soonShown),
        });
      });
    return () => {
      current = false;
    };
  }, [detail]);
  const { one, many, expiry, keptValues } = facts.tokens;
  const fineWords = expiry
    ? `No ${one} expires within 30 days`
    : keptValues
      ? `No ${one} was refused at its last try`
      : `${capitalised(many)} don’t expire here`;
  const elsewhere = detail.listsAt.tokens.workspaceId !== detail.workspace.id;
  // Kept in the workspaces of it: each of them says what of its own needs attention.
  if (detail.workspace.scope === 'organization' && !listed.allowed && listed.source !== undefined)
    return null;
  if (!listed.allowed && !elsewhere) {
    return (
      <li className={styles.dim}>
        {capitalised(many)}: {listed.reason}
      </li>
    );
  }
  if (read === null || read.freshness.fetchedAt === null) {
    return <li className={styles.dim}>{read?.notOffered ?? `${capitalised(many)}: not read yet`}</li>;
  }
  if (read.freshness.hidden !== null) {
    return (
      <li className={styles.dim}>
        {capitalised(many)}: hidden, not refreshed since {date(read.freshness.hidden.since)}
      </li>
    );
  }
  return (
    <>
      {read.refused.map((token) => (
        <li key={token.id}>
          <span>
            {capitalised(one)} <b>{tokenName(token)}</b>
          </span>
          {token.probe.state === 'known' && (
            <Tooltip words={token.probe.value.words}>
              <button type="button" className={styles.bad} onClick={() => go({ tab: 'tokens' })}>
                refused {pastTime(token.probe.value.at, now)}
              </button>
            </Tooltip>
          )}
        </li>
      ))}
      {read.soon.map((token) => (
        <li key={token.id}>
          <span>
            {capitalised(one)} <b>{tokenName(token)}</b>
          </span>
          {token.expiresAt.state === 'known' && (
            <span title={absoluteTime(token.expiresAt.value)} className={styles.when}>
              expires {relativeTime(token.expiresAt.value, now)}
            </span>
          )}
        </li>
      ))}
      {read.soon.length + read.refused.length === 0 && <li className={styles.dim}>{fineWords}</li>}
    </>
  );
}

/** A bar of the roles' shares, with the same in words beside it. */
export function RoleMix({ mix }: { mix: readonly RoleCount[] }) {
  const sum = mix.reduce((all, { count }) => all + (count ?? 0), 0);
  if (mix.some(({ count }) => count === null)) {
    return <p className={styles.dim}>The members were not counted yet.</p>;
  }
  return (
    <>
      <div className={styles.bar} aria-hidden>
        {mix.map(({ role, count }, index) =>
          count === null || count === 0 ? null : (
            <span
              key={role.id}
              data-step={Math.min(index, 3)}
              style={{ flexGrow: count / Math.max(1, sum) }}
            />
          ),
        )}
      </div>
      <ul className={styles.legend}>
        {mix.map(({ role, count }, index) =>
          // A role that nobody is given here, and that nobody has.
          count === 0 && !role.assignable ? null : (
            <li key={role.id}>
              <i aria-hidden data-step={Math.min(index, 3)} />
              {role.label}
              <span>{(count ?? 0).toLocaleString('en-GB')}</span>
            </li>
          ),
        )}
      </ul>
    </>
  );
}

function FreshnessCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const now = useNow();
  const { freshness, permissions, workspace } = detail;
  const own = (of: 'members' | 'tokens') => detail.listsAt[of].workspaceId === workspace.id;
  const lists: [ListName, string, boolean][] = [
    ['workspaces', scopeWords[workspace.scope].label, true],
    ['members', scopeWords[workspace.scope].members, own('members') && permissions['member.list'].allowed],
    ['invitations', 'Invitations', own('members') && permissions['invitation.list'].allowed],
    [
      'tokens',
      capitalised(facts.tokens.many),
      // A list that this sign-in isn't given was still tried, and that is worth seeing.
      own('tokens') && (permissions['token.list'].allowed || freshness.tokens.triedAt !== null),
    ],
    ['roles', 'Custom roles', own('members') && permissions['role.list'].allowed],
    ['details', 'Settings and contents', permissions['workspace.details'].allowed],
  ];
  return (
    <section className={styles.card} aria-labelledby="overview-age">
      <h3 id="overview-age">How old this is</h3>
      <ul className={styles.list}>
        {lists
          .filter(([, , shown]) => shown)
          .map(([list, label]) => (
            <li key={list}>
              <span>{label}</span>
              <AsOf freshness={freshness[list]} now={now} />
            </li>
          ))}
      </ul>
      {!own('members') && facts.listsNote !== null && <p className={styles.dim}>{facts.listsNote}</p>}
    </section>
  );
}

/** The place whose list a capability is about; null: of none, or of this place itself. */
function keeperOf(capability: Capability, { listsAt, workspace }: WorkspaceDetail): string | null {
  const at = /^(member|invitation|role)\./.test(capability)
    ? listsAt.members.workspaceId
    : capability.startsWith('token.')
      ? listsAt.tokens.workspaceId
      : workspace.id;
  return at === workspace.id ? null : at;
}

/** Where somebody else's list is changed: said once for a group instead of a No for each of its lines. */
function Elsewhere({ connectionId, keeper }: { connectionId: string; keeper: string }) {
  const list = useWorkspaceList(connectionId);
  const go = useNavigation((state) => state.go);
  const place = list?.workspaces.find(({ id }) => id === keeper);
  if (place === undefined) return null;
  return (
    <p className={styles.dim}>
      Not of this workspace alone:{' '}
      <button type="button" className={styles.link} onClick={() => go({ workspaceId: keeper })}>
        {place.name}
      </button>{' '}
      says what you may.
    </p>
  );
}

function May({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace } = detail;
  return (
    <section className={`${styles.card} ${styles.whole}`} aria-labelledby="overview-may">
      <h3 id="overview-may">
        What you may do here{' '}
        {workspace.myRole.state === 'known' && <Chip tone="role">{workspace.myRole.value.label}</Chip>}
      </h3>
      {capabilityGroups(facts, workspace.scope).map((group) => (
        <div key={group.title} className={styles.group}>
          <h4>{group.title}</h4>
          {[...new Set(group.capabilities.map(([capability]) => keeperOf(capability, detail)))].map(
            (keeper) =>
              keeper !== null && (
                <Elsewhere key={keeper} connectionId={workspace.connectionId} keeper={keeper} />
              ),
          )}
          <ul className={styles.may}>
            {group.capabilities
              .filter(([capability]) => keeperOf(capability, detail) === null)
              .map(([capability, label]) => {
                const permission = detail.permissions[capability];
                return (
                  <li key={capability} data-allowed={permission.allowed}>
                    {permission.allowed ? <Check aria-label="Yes:" /> : <Minus aria-label="No:" />}
                    <div>
                      {label}
                      {!permission.allowed && (
                        <p
                          className={styles.dim}
                          title={permission.source === undefined ? undefined : `Source: ${permission.source}`}
                        >
                          {permission.reason}
                        </p>
                      )}
                    </div>
                  </li>
                );
              })}
          </ul>
        </div>
      ))}
    </section>
  );
}
