import { Check, Minus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Known } from '../../../src-preload/contract/known.ts';
import type { Token } from '../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { AsOf } from '../../components/Freshness.tsx';
import { absoluteTime, relativeTime } from '../../lib/format.ts';
import { useConnection } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { capabilityWords } from './capabilities.ts';
import { useRoleMix, type RoleCount } from './mix.ts';
import styles from './Overview.module.css';
import { hostOf, kindWords, plural } from './words.ts';

const soonMs = 30 * 86_400_000;
const soonShown = 5;

/** The workspace at a glance: what it is, who is in it, what needs attention, how old each answer is. */
export function Overview({ detail }: { detail: WorkspaceDetail }) {
  const mix = useRoleMix(detail);
  return (
    <div className={styles.scroll}>
      <div className={styles.cards}>
        <Facts detail={detail} />
        <Attention detail={detail} />
        <section className={styles.card} aria-labelledby="overview-mix">
          <h3 id="overview-mix">Roles</h3>
          <RoleMix mix={mix} total={detail.workspace.members} />
        </section>
        <FreshnessCard detail={detail} />
        <May detail={detail} />
      </div>
    </div>
  );
}

function words<T>(value: Known<T>, say: (value: T) => string): string {
  if (value.state === 'known') return say(value.value);
  return value.state === 'none' ? 'None' : 'Not reported';
}

function Facts({ detail }: { detail: WorkspaceDetail }) {
  const { workspace } = detail;
  const connection = useConnection(workspace.connectionId);
  const facts: [string, string][] = [
    ['Instance', words(workspace.instance.url, (url) => url)],
    ['Kind', kindWords[workspace.instance.kind]],
    ['Connection', connection === null ? '' : `${connection.label} · ${hostOf(connection.address)}`],
    ['Description', words(workspace.description, (text) => (text === '' ? 'None' : text))],
    ['Created by', words(workspace.owner, (owner) => owner.name)],
    ['Default', words(workspace.isDefault, (is) => (is ? 'Yes, for everybody' : 'No'))],
    ['Approvals', words(workspace.approvalsEnabled, (is) => (is ? 'Needed to apply changes' : 'Not needed'))],
    ['Workspace id', workspace.id],
    ['Note', workspace.note === '' ? 'None' : workspace.note],
  ];
  return (
    <section className={styles.card} aria-labelledby="overview-facts">
      <h3 id="overview-facts">Workspace</h3>
      <dl className={styles.facts}>
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Attention({ detail }: { detail: WorkspaceDetail }) {
  const { workspace } = detail;
  const go = useNavigation((state) => state.go);
  const now = useNow();
  const [expiring, setExpiring] = useState<{ tokens: Token[]; notOffered: string | null } | null>(null);
  useEffect(() => {
    let current = true;
    const { connectionId, id: workspaceId } = detail.workspace;
    void window.steward.tokens
      .page({
        connectionId,
        workspaceId,
        query: '',
        list: 'active',
        offset: 0,
        limit: soonShown,
        sort: { by: 'expires', order: 'asc' },
      })
      .then((answer) => {
        if (!current || !answer.ok) return;
        const tokens = answer.value.rows.filter(
          ({ expiresAt }) => expiresAt.state === 'known' && expiresAt.value - Date.now() < soonMs,
        );
        setExpiring({ tokens, notOffered: answer.value.notOffered });
      });
    return () => {
      current = false;
    };
  }, [detail]);
  return (
    <section className={styles.card} aria-labelledby="overview-attention">
      <h3 id="overview-attention">Needs attention</h3>
      <ul className={styles.list}>
        <li>
          {workspace.pending === null ? (
            <span className={styles.dim}>Pending people: not read yet</span>
          ) : workspace.pending === 0 ? (
            <span className={styles.dim}>Everybody invited has signed up</span>
          ) : (
            <>
              <span>{plural(workspace.pending, 'person', 'people')} invited, not signed up yet</span>
              <Button size="s" variant="quiet" onClick={() => go({ tab: 'members' })}>
                See members
              </Button>
            </>
          )}
        </li>
        {expiring === null || detail.freshness.tokens.fetchedAt === null ? (
          <li className={styles.dim}>{expiring?.notOffered ?? 'Tokens: not read yet'}</li>
        ) : expiring.tokens.length === 0 ? (
          <li className={styles.dim}>No token expires within 30 days</li>
        ) : (
          expiring.tokens.map((token) => (
            <li key={token.id}>
              <span>
                Token <b>{token.name.state === 'known' ? token.name.value : 'without a name'}</b>
              </span>
              {token.expiresAt.state === 'known' && (
                <span title={absoluteTime(token.expiresAt.value)} className={styles.when}>
                  expires {relativeTime(token.expiresAt.value, now)}
                </span>
              )}
            </li>
          ))
        )}
      </ul>
    </section>
  );
}

/** A bar of the roles' shares, with the same in words beside it. */
export function RoleMix({ mix, total }: { mix: readonly RoleCount[]; total: number | null }) {
  const sum = mix.reduce((all, { count }) => all + (count ?? 0), 0);
  if (total === null || mix.some(({ count }) => count === null)) {
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
        {mix.map(({ role, count }, index) => (
          <li key={role.id}>
            <i aria-hidden data-step={Math.min(index, 3)} />
            {role.label}
            <span>{(count ?? 0).toLocaleString('en-GB')}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const listWords = { workspaces: 'Workspace', members: 'Members', tokens: 'Tokens' } as const;

function FreshnessCard({ detail }: { detail: WorkspaceDetail }) {
  const now = useNow();
  return (
    <section className={styles.card} aria-labelledby="overview-age">
      <h3 id="overview-age">How old this is</h3>
      <ul className={styles.list}>
        {([detail.freshness.workspaces, detail.freshness.members, detail.freshness.tokens] as const).map(
          (freshness) => (
            <li key={freshness.list}>
              <span>{listWords[freshness.list]}</span>
              <AsOf freshness={freshness} now={now} />
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

function May({ detail }: { detail: WorkspaceDetail }) {
  const { workspace } = detail;
  return (
    <section className={`${styles.card} ${styles.whole}`} aria-labelledby="overview-may">
      <h3 id="overview-may">
        What you may do here{' '}
        {workspace.myRole.state === 'known' && <Chip tone="role">{workspace.myRole.value.label}</Chip>}
      </h3>
      <ul className={styles.may}>
        {capabilityWords.map(([capability, label]) => {
          const permission = detail.permissions[capability];
          return (
            <li key={capability} data-allowed={permission.allowed}>
              {permission.allowed ? <Check aria-label="Yes:" /> : <Minus aria-label="No:" />}
              <div>
                {label}
                {!permission.allowed && <p className={styles.dim}>{permission.reason}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
