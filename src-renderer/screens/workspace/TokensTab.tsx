import {
  Ban,
  Copy,
  Ellipsis,
  Eraser,
  FlaskConical,
  KeyRound,
  Power,
  RefreshCcwDot,
  Trash2,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Known } from '../../../src-preload/contract/known.ts';
import { withFacet } from '../../../src-preload/contract/query-complete.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { Token, TokenSort } from '../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu, type MenuAction, type MenuItem } from '../../components/Menu.tsx';
import { Note } from '../../components/Note.tsx';
import { Segments } from '../../components/Segments.tsx';
import { toast } from '../../components/toast.tsx';
import type { GridColumn } from '../../components/VirtualGrid.tsx';
import { absoluteTime, date, relativeTime } from '../../lib/format.ts';
import { capitalised, withArticle } from '../../lib/names.ts';
import { openPlan } from '../../stores/plan.ts';
import { useSearch } from '../../stores/searched.ts';
import { reloadTokens, showTokens, tokensInView, useTokens } from '../../stores/tokens.ts';
import { refOf, refusal } from '../../stores/workspace.ts';
import { ForgetDialog, type Forgotten } from './ForgetDialog.tsx';
import { GenerateTokenDialog } from './GenerateTokenDialog.tsx';
import { ListTab, ofThisList, type Facet } from './ListTab.tsx';
import { RotateTokenDialog } from './RotateTokenDialog.tsx';
import { tokenName } from './tokenName.ts';
import styles from './tab.module.css';
import { TryTokenDialog } from './TryTokenDialog.tsx';
import { UnfinishedNotes } from './UnfinishedNotes.tsx';

const isSort = (by: string): by is TokenSort['by'] => ['name', 'owner', 'created', 'expires'].includes(by);
const dayMs = 86_400_000;

/** The tokens of a place: those that work, and those that expired, were revoked or switched off. */
export function TokensTab({ place, facts }: { place: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace } = place;
  const ref = refOf(place);
  const { connectionId, workspaceId } = ref;
  const { one, many } = facts.tokens;
  const [kind, setKind] = useState<'active' | 'inactive'>('active');
  const [query, setQuery] = useSearch('tokens', setKind);
  const [sort, setSort] = useState<TokenSort>({ by: 'created', order: 'desc' });
  const [generating, setGenerating] = useState(false);
  const [trying, setTrying] = useState<Token | null>(null);
  const [rotating, setRotating] = useState<Token | null>(null);
  const [forgetting, setForgetting] = useState<Forgotten | null>(null);
  const now = useNow();
  useEffect(() => {
    showTokens({ connectionId, workspaceId, query: query.trim(), sort, list: kind });
  }, [connectionId, workspaceId, query, sort, kind]);

  const state = ofThisList(
    useTokens(),
    (asked) =>
      asked.connectionId === connectionId && asked.workspaceId === workspaceId && asked.list === kind,
  );
  const { page, windows } = state;
  const notOffered = page?.notOffered ?? null;
  // A list that nobody has read has no size.
  const totals = page === null || page.freshness.fetchedAt === null ? null : page.totals;
  const generateRefusal = refusal(place, 'token.create');
  const reports = (of: (token: Token) => Known<unknown>) =>
    [...windows.values()].flat().some((token) => of(token).state === 'known');

  // Columns that only some systems have push out the ones that matter least.
  const withHint = reports((token) => token.hint);
  const withScopes = reports((token) => token.scopes);
  const extra = (withHint ? 110 : 0) + (withScopes ? 110 : 0);

  const actionsFor = (token: Token): MenuItem[] => {
    const name = tokenName(token);
    const target = { ...ref, tokenId: token.id, name };
    const action = (
      permission: Permission,
      label: string,
      icon: MenuAction['icon'] & object,
      onSelect: () => void,
      danger = false,
    ) => ({
      // What the system doesn't have at all goes to the end of the menu, with its reason.
      offered: permission.allowed || permission.source === undefined,
      item: {
        label,
        icon,
        danger,
        disabledReason: permission.allowed ? null : permission.reason,
        onSelect,
      },
    });
    const { actions } = token;
    const off = token.status === 'disabled';
    const all = [
      action(actions.probe, `Try the ${one}…`, FlaskConical, () => setTrying(token)),
      action(actions.copy, 'Copy its value', Copy, () => void copyValue({ ...ref, tokenId: token.id })),
      action(actions.rotate, 'Rotate…', RefreshCcwDot, () => setRotating(token)),
      action(
        actions.enable,
        off ? 'Switch on…' : 'Switch off…',
        Power,
        () => void openPlan([{ type: 'token.enable', ...target, enabled: off }]),
      ),
      ...(token.status === 'revoked' || token.status === 'expired'
        ? []
        : [
            action(
              actions.revoke,
              'Revoke…',
              Ban,
              () => void openPlan([{ type: 'token.revoke', ...target }]),
              true,
            ),
          ]),
      action(
        actions.delete,
        'Delete…',
        Trash2,
        () => void openPlan([{ type: 'token.delete', ...target }]),
        true,
      ),
    ];
    const offered = all.filter((each) => each.offered).map(({ item }) => item);
    const others = all.filter((each) => !each.offered).map(({ item }) => item);
    const entered: MenuItem[] =
      workspace.origin === 'entered'
        ? [
            {
              label: 'Entered by mistake…',
              icon: Eraser,
              onSelect: () => setForgetting({ name, what: { of: 'token', tokenId: token.id } }),
            },
          ]
        : [];
    return [
      ...offered,
      ...entered,
      ...(others.length > 0 && offered.length + entered.length > 0 ? (['separator'] as const) : []),
      ...others,
    ];
  };

  const columns: GridColumn<Token>[] = [
    {
      id: 'name',
      header: capitalised(one),
      width: 'minmax(140px, 1.6fr)',
      sortable: true,
      cell: (token) => <b title={tokenName(token)}>{tokenName(token)}</b>,
    },
    ...(withHint
      ? [
          {
            id: 'hint',
            header: 'Begins with',
            width: '110px',
            hideBelow: 760,
            cell: (token: Token) => (
              <code className={styles.mono}>{token.hint.state === 'known' ? token.hint.value : '—'}</code>
            ),
          },
        ]
      : []),
    {
      id: 'owner',
      header: 'Owner',
      width: 'minmax(100px, 1fr)',
      sortable: true,
      hideBelow: 520,
      cell: (token) =>
        token.ownerName.state === 'known' ? (
          token.ownerName.value
        ) : (
          <span className={styles.dim}>{token.ownerName.state === 'none' ? 'Nobody' : 'Not reported'}</span>
        ),
    },
    {
      id: 'status',
      header: 'Status',
      width: '96px',
      cell: (token) => <StatusChip token={token} now={now} />,
    },
    ...(withScopes
      ? [
          {
            id: 'scopes',
            header: 'May',
            width: '110px',
            hideBelow: 720,
            cell: (token: Token) => (
              <span className={styles.dim}>
                {token.scopes.state === 'known' ? token.scopes.value : 'Not reported'}
              </span>
            ),
          },
        ]
      : []),
    ...(facts.tokens.keptValues
      ? [
          {
            id: 'probe',
            header: 'Last try',
            width: '170px',
            hideBelow: 640,
            cell: (token: Token) => <Probe token={token} now={now} />,
          },
        ]
      : []),
    {
      id: 'created',
      header: 'Created',
      width: '110px',
      sortable: true,
      hideBelow: 760 + extra,
      cell: (token) => (
        <span className={styles.dim}>
          {token.createdAt.state === 'known' ? date(token.createdAt.value) : 'Not reported'}
        </span>
      ),
    },
    ...(facts.tokens.expiry || kind === 'inactive'
      ? [
          {
            id: 'expires',
            header: kind === 'active' ? 'Expires' : 'Ended',
            width: 'minmax(190px, 0.9fr)',
            sortable: true,
            hideBelow: 480,
            cell: (token: Token) => <Ends token={token} now={now} />,
          },
        ]
      : []),
    {
      id: 'last-used',
      header: 'Last used',
      width: '100px',
      hideBelow: 880 + extra,
      cell: (token) => (
        <span className={styles.dim}>
          {token.lastUsedAt.state === 'known'
            ? relativeTime(token.lastUsedAt.value, now)
            : token.lastUsedAt.state === 'none'
              ? 'Never'
              : 'Not reported'}
        </span>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      hideHeader: true,
      width: '40px',
      cell: (token, { tabIndex }) => (
        <Menu
          trigger={
            <IconButton
              size="s"
              icon={Ellipsis}
              label={`Actions for ${tokenName(token)}`}
              tabIndex={tabIndex}
            />
          }
          items={actionsFor(token)}
        />
      ),
    },
  ];

  return (
    <div className={styles.stack}>
      <ListTab
        place={ref}
        label={`${kind === 'active' ? 'Active' : 'Inactive'} ${many} of ${workspace.name}`}
        what={many}
        icon={KeyRound}
        state={state}
        size={(page?.totals.active ?? 0) + (page?.totals.inactive ?? 0)}
        expected={workspace.activeTokens ?? 5}
        query={query}
        onQuery={setQuery}
        placeholder={`${one} or owner, owner:…, expires:<14d`}
        language={{ list: 'tokens', roles: [] }}
        facets={facetsOf(kind, facts)}
        notOffered={notOffered}
        controls={
          <>
            <Segments
              label={`Which ${many}`}
              value={kind}
              onChange={(next) => {
                setKind(next);
                setQuery(withFacet(query, 'status', null));
              }}
              options={[
                { value: 'active', label: `Active${totals === null ? '' : ` ${totals.active}`}` },
                { value: 'inactive', label: `Inactive${totals === null ? '' : ` ${totals.inactive}`}` },
              ]}
            />
            <Button
              variant="primary"
              icon={KeyRound}
              disabledReason={generateRefusal}
              onClick={() => setGenerating(true)}
            >
              Generate {one}
            </Button>
          </>
        }
        notes={
          <>
            {notOffered !== null && (page?.matching ?? 0) > 0 && (
              <Note tone="info" title="This list may be out of date">
                {notOffered}
              </Note>
            )}
            <UnfinishedNotes workspace={ref} of="token." />
          </>
        }
        noMatch={{
          title: `No ${one} matches`,
          text: `None of the ${kind} ${many} matches “${query.trim()}”.`,
        }}
        nothing={
          kind === 'active' ? (
            <Empty
              icon={KeyRound}
              title={`No active ${many}`}
              text={`${capitalised(withArticle(one))} lets a script or another program act here. They are ${facts.tokens.whose}.`}
              action={
                <Button icon={KeyRound} disabledReason={generateRefusal} onClick={() => setGenerating(true)}>
                  Generate {withArticle(one)}
                </Button>
              }
            />
          ) : (
            <Empty
              icon={KeyRound}
              title={`No inactive ${many}`}
              text={`${capitalised(many)} that expired, were revoked or switched off appear here.`}
            />
          )
        }
        onReload={() => void reloadTokens()}
        columns={columns}
        onRange={tokensInView}
        resetKey={`${kind} ${query.trim()} ${sort.by} ${sort.order}`}
        sort={sort}
        onSort={({ by, order }) => {
          if (isSort(by)) setSort({ by, order });
        }}
      />
      <GenerateTokenDialog detail={place} facts={facts} open={generating} onOpenChange={setGenerating} />
      {trying !== null && (
        <TryTokenDialog place={place} facts={facts} token={trying} onClose={() => setTrying(null)} />
      )}
      {rotating !== null && (
        <RotateTokenDialog place={place} facts={facts} token={rotating} onClose={() => setRotating(null)} />
      )}
      {forgetting !== null && (
        <ForgetDialog place={place} forgotten={forgetting} onClose={() => setForgetting(null)} />
      )}
    </div>
  );
}

/** What works may end soon; what doesn’t has a reason. */
const facetsOf = (kind: 'active' | 'inactive', { tokens }: SystemFacts): Facet[] =>
  kind === 'inactive'
    ? [
        { key: 'status', value: 'revoked', label: 'Revoked' },
        { key: 'status', value: 'expired', label: 'Expired' },
        { key: 'status', value: 'disabled', label: 'Switched off' },
      ]
    : tokens.expiry
      ? [{ key: 'expires', value: '<14d', label: 'Ends within 14 days' }]
      : [];

function StatusChip({ token, now }: { token: Token; now: number }) {
  switch (token.status) {
    case 'revoked':
      return <Chip tone="bad">Revoked</Chip>;
    case 'expired':
      return <Chip>Expired</Chip>;
    case 'disabled':
      return <Chip>Switched off</Chip>;
    case 'active': {
      const soon = token.expiresAt.state === 'known' && token.expiresAt.value - now < 14 * dayMs;
      return soon ? <Chip tone="warn">Active</Chip> : <Chip tone="ok">Active</Chip>;
    }
  }
}

function Probe({ token, now }: { token: Token; now: number }) {
  const { probe } = token;
  if (probe.state !== 'known') {
    return <span className={styles.dim}>{probe.state === 'none' ? 'Never tried' : 'No value kept'}</span>;
  }
  const { at, works, words } = probe.value;
  return (
    <span title={`${words}\n${absoluteTime(at)}`} className={styles.probe}>
      <Chip tone={works ? 'ok' : 'bad'}>{works ? 'Works' : 'Refused'}</Chip>
      <span className={styles.dim}>{relativeTime(at, now)}</span>
    </span>
  );
}

/** Relative first, the instant behind it. */
function Ends({ token, now }: { token: Token; now: number }) {
  if (token.status === 'disabled') return <span className={styles.dim}>Can be switched on again</span>;
  const at = token.status === 'revoked' ? token.revokedAt : token.expiresAt;
  if (at.state === 'none') return <span className={styles.dim}>Never</span>;
  if (at.state === 'not-reported') return <span className={styles.dim}>Not reported</span>;
  return (
    <span title={absoluteTime(at.value)}>
      {relativeTime(at.value, now)} <span className={styles.dim}>· {date(at.value)}</span>
    </span>
  );
}

async function copyValue(target: {
  connectionId: string;
  workspaceId: string;
  tokenId: string;
}): Promise<void> {
  const answer = await window.steward.tokens.copyValue(target);
  if (answer.ok) toast('Copied. The clipboard is cleared after 60 s.', { tone: 'ok' });
  else toast(`${answer.error.sentence} ${answer.error.nextStep}`, { tone: 'bad' });
}
