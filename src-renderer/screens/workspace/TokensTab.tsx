import { KeyRound } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { Known } from '../../../src-preload/contract/known.ts';
import { withFacet } from '../../../src-preload/contract/query-complete.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { Token, TokenSort } from '../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { Note } from '../../components/Note.tsx';
import type { Facet } from '../../components/SearchedList.tsx';
import { Segments } from '../../components/Segments.tsx';
import { capitalised, withArticle } from '../../lib/names.ts';
import { useListSearch } from '../../stores/searched.ts';
import { reloadTokens, showTokens, tokensInView, useTokens } from '../../stores/tokens.ts';
import { refOf, refusal } from '../../stores/workspace.ts';
import { ForgetDialog, type Forgotten } from './ForgetDialog.tsx';
import { GenerateTokenDialog } from './GenerateTokenDialog.tsx';
import { ListTab, ofThisList } from './ListTab.tsx';
import { RotateTokenDialog } from './RotateTokenDialog.tsx';
import { tokenColumns } from './tokenColumns.tsx';
import { tokenMenu } from './tokenMenu.ts';
import { tokenName } from './tokenName.ts';
import styles from './tab.module.css';
import { TryTokenDialog } from './TryTokenDialog.tsx';
import { UnfinishedNotes } from './UnfinishedNotes.tsx';

const order: {
  sorts: readonly TokenSort['by'][];
  sort: TokenSort;
  parts: readonly ['active', 'inactive'];
} = {
  sorts: ['name', 'owner', 'created', 'expires', 'last-used'],
  sort: { by: 'created', order: 'desc' },
  parts: ['active', 'inactive'],
};

/**
 * The tokens of a place: those that work, and those that expired, were revoked or switched off. `shown` is the place on screen,
 * `place` the one whose tokens they are.
 */
export function TokensTab({
  shown,
  place,
  facts,
}: {
  shown: WorkspaceDetail;
  place: WorkspaceDetail;
  facts: SystemFacts;
}) {
  const { workspace } = place;
  const { connectionId, id: workspaceId } = workspace;
  const ref = useMemo(() => ({ connectionId, workspaceId }), [connectionId, workspaceId]);
  const { one, many } = facts.tokens;
  const search = useListSearch<TokenSort['by'], 'active' | 'inactive'>('tokens', order);
  const { query, setQuery, sort, part: kind, setPart: setKind } = search;
  const [generating, setGenerating] = useState(false);
  const [trying, setTrying] = useState<Token | null>(null);
  const [rotating, setRotating] = useState<Token | null>(null);
  const [forgetting, setForgetting] = useState<Forgotten | null>(null);
  const now = useNow();
  useEffect(() => {
    showTokens({ connectionId, workspaceId, query: query.trim(), sort, list: kind });
  }, [connectionId, workspaceId, query, sort, kind]);

  const state = ofThisList(useTokens(), ref, kind);
  const { page, windows } = state;
  const notOffered = page?.notOffered ?? null;
  // A list that nobody has read has no size.
  const totals = page === null || page.freshness.fetchedAt === null ? null : page.totals;
  const generateRefusal = refusal(place, 'token.create');
  const reports = (of: (token: Token) => Known<unknown>) =>
    [...windows.values()].flat().some((token) => of(token).state === 'known');
  const columns = tokenColumns({
    header: capitalised(one),
    kind,
    now,
    withHint: reports((token) => token.hint),
    withScopes: reports((token) => token.scopes),
    keptValues: facts.tokens.keptValues,
    expiry: facts.tokens.expiry,
    actionsFor: (token) =>
      tokenMenu(token, {
        place,
        one,
        onTry: setTrying,
        onRotate: setRotating,
        onForget: ({ id: tokenId }) =>
          setForgetting({ name: tokenName(token), what: { of: 'token', tokenId } }),
      }),
  });

  return (
    <div className={styles.stack}>
      <ListTab
        place={ref}
        shown={refOf(shown)}
        label={`${kind === 'active' ? 'Active' : 'Inactive'} ${many} of ${workspace.name}`}
        what={many}
        icon={KeyRound}
        state={state}
        search={search}
        parted
        size={(page?.totals.active ?? 0) + (page?.totals.inactive ?? 0)}
        expected={workspace.activeTokens ?? 5}
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
