import { Ban, KeyRound, RefreshCcwDot, Trash2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useMemo } from 'react';
import type { Known } from '../../../../src-preload/shared/known.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { Token, TokenSort } from '../../../../src-preload/contract/tokens.ts';
import { useNow } from '../../../stores/clock.ts';
import { Button } from '../../../components/Button.tsx';
import { Empty } from '../../../components/Empty.tsx';
import { Note } from '../../../components/Note.tsx';
import type { Facet } from '../../../components/SearchedList.tsx';
import { BulkAction, BulkBar } from '../../../components/grid/BulkBar.tsx';
import { usePicks } from '../../../components/grid/usePicks.ts';
import { reasonOf } from '../../../lib/permissions.ts';
import { openPlan } from '../../../stores/plan/plan.ts';
import { capitalised, tokenName, withArticle } from '../../../lib/names.ts';
import { useShownDialog } from '../../../lib/useShownDialog.ts';
import { useStableCallback } from '../../../lib/useStableCallback.ts';
import { useRequestedVerb, useVerbsWithoutRow } from '../../../stores/verbs.ts';
import { useListSearch } from '../../../stores/list-search.ts';
import { reloadTokens, showTokens, tokensInView, useTokens } from '../../../stores/tokens.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import type { PlaceListProps } from '../lists/PlaceList.tsx';
import { ListTab, stateOfList } from '../lists/ListTab.tsx';
import { ListPartControl } from '../lists/ListPartControl.tsx';
import { tokenColumns } from './token-columns.ts';
import type { TokenDialog } from './TokenDialogs.tsx';
import { tokenMenu } from './token-menu.ts';
import styles from '../../../components/ListTab.module.css';
import { UnfinishedNotes } from '../lists/UnfinishedNotes.tsx';
import { noActiveText, noInactiveText, outOfDateTitle, selectTokenText } from './text.ts';
import { noMatchText } from '../lists/text.ts';

const verbsOfTokens = [
  { label: 'Revoke…', icon: Ban, needs: 'token.revoke' },
  { label: 'Delete…', icon: Trash2, needs: 'token.delete' },
  { label: 'Rotate…', icon: RefreshCcwDot, needs: 'token.rotate' },
] as const;

/** Loaded with the first list of tokens, not with the first screen. */
const TokenDialogs = lazy(() => import('./TokenDialogs.tsx'));

const order: {
  sorts: readonly TokenSort['by'][];
  sort: TokenSort;
  parts: readonly ['active', 'inactive'];
} = {
  sorts: ['name', 'owner', 'created', 'expires', 'last-used'],
  sort: { by: 'created', order: 'desc' },
  parts: ['active', 'inactive'],
};

/** The tokens of a place: the active ones, and those that expired, were revoked or disabled. */
export function TokensTab({ shown, place, facts }: PlaceListProps) {
  const { workspace } = place;
  const { connectionId, id: workspaceId } = workspace;
  const ref = useMemo(() => ({ connectionId, workspaceId }), [connectionId, workspaceId]);
  const { one, many } = facts.tokens;
  const search = useListSearch<TokenSort['by'], 'active' | 'inactive'>('tokens', order);
  const { query, sort, part: kind } = search;
  const dialog = useShownDialog<TokenDialog>();
  const now = useNow();
  const ask = useCallback(
    (asked: string) => showTokens({ connectionId, workspaceId, query: asked, sort, list: kind }),
    [connectionId, workspaceId, sort, kind],
  );
  useEffect(() => ask(query.trim()), [ask, query]);

  const state = stateOfList(useTokens(), ref, kind);
  const { page, loaded } = state;
  const notOffered = page?.notOffered ?? null;
  const generate = () => dialog.open({ dialog: 'generate' });
  const generateRefusal = refusal(place, 'token.create');
  useRequestedVerb('generate-token', generateRefusal, generate);
  const reports = (of: (token: Token) => Known<unknown>) =>
    [...loaded.values()].flat().some((token) => of(token).state === 'known');
  const withHint = reports((token) => token.hint);
  const withScopes = reports((token) => token.scopes);
  const { keptValues, expiry } = facts.tokens;
  const actionsFor = useStableCallback((token: Token) =>
    tokenMenu(token, {
      place,
      one,
      onTest: () => dialog.open({ dialog: 'test', token }),
      onRotate: () => dialog.open({ dialog: 'rotate', token }),
      onRemove: () => dialog.open({ dialog: 'remove', token }),
    }),
  );
  const { picked, selection, clear } = usePicks<Token>({
    keyOf: ({ id }) => id,
    nameOf: tokenName,
    loaded: [...loaded.values()].flat(),
    of: `${connectionId} ${workspaceId} ${kind} ${query.trim()}`,
  });
  useVerbsWithoutRow(
    picked.length > 0,
    selectTokenText(one),
    verbsOfTokens.filter(({ needs }) => refusal(place, needs) === null),
  );
  const revocable = picked.filter(({ actions }) => actions.revoke.allowed);
  const refusedReason = picked.map(({ actions }) => reasonOf(actions.revoke)).find((one) => one !== null);
  const header = capitalised(one);
  const columns = useMemo(
    () => tokenColumns({ header, kind, now, withHint, withScopes, keptValues, expiry, actionsFor }),
    [header, kind, now, withHint, withScopes, keptValues, expiry, actionsFor],
  );

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
        ask={ask}
        parted
        size={(page?.totals.active ?? 0) + (page?.totals.inactive ?? 0)}
        expected={workspace.activeTokens ?? 5}
        placeholder={`${capitalised(one)} or owner, owner:…, expires:<14d`}
        language={{ list: 'tokens', roles: [] }}
        facets={facetsOf(kind, facts)}
        notOffered={notOffered}
        parts={
          <ListPartControl
            label={`${capitalised(many)} to show`}
            search={search}
            page={page}
            parts={[
              { part: 'active', label: 'Active' },
              { part: 'inactive', label: 'Inactive' },
            ]}
          />
        }
        controls={
          <Button variant="primary" icon={KeyRound} disabledReason={generateRefusal} onClick={generate}>
            Generate {one}
          </Button>
        }
        notes={
          <>
            {notOffered !== null && (page?.matching ?? 0) > 0 && (
              <Note tone="info" title={outOfDateTitle}>
                {notOffered}
              </Note>
            )}
            <UnfinishedNotes workspace={ref} of="token." />
          </>
        }
        noMatch={{
          title: `No ${many} match`,
          text: noMatchText(`${kind} ${many}`, query.trim()),
        }}
        emptyState={
          kind === 'active' ? (
            <Empty
              icon={KeyRound}
              title={`No active ${many}`}
              text={noActiveText(facts.tokens)}
              action={
                <Button icon={KeyRound} disabledReason={generateRefusal} onClick={generate}>
                  Generate {withArticle(one)}
                </Button>
              }
            />
          ) : (
            <Empty icon={KeyRound} title={`No inactive ${many}`} text={noInactiveText(many)} />
          )
        }
        onReload={() => void reloadTokens()}
        columns={columns}
        onRange={tokensInView}
        selection={selection}
      />
      <BulkBar count={picked.length} onClear={clear}>
        <BulkAction
          disabledReason={revocable.length === 0 ? (refusedReason ?? null) : null}
          onClick={() =>
            void openPlan(
              revocable.map((token) => ({
                type: 'token.revoke' as const,
                ...ref,
                tokenId: token.id,
                name: tokenName(token),
              })),
            ).then(({ end }) => end === 'applied' && clear())
          }
        >
          Revoke…
        </BulkAction>
      </BulkBar>
      <Suspense fallback={null}>
        <TokenDialogs
          key={dialog.shown?.key}
          open={dialog.shown?.what ?? null}
          place={place}
          facts={facts}
          onClose={dialog.close}
        />
      </Suspense>
    </div>
  );
}

/** Active tokens are filtered by expiry, inactive ones by the reason. */
const facetsOf = (kind: 'active' | 'inactive', { tokens }: SystemFacts): Facet[] =>
  kind === 'inactive'
    ? [
        { key: 'status', value: 'revoked', label: 'Revoked' },
        { key: 'status', value: 'expired', label: 'Expired' },
        { key: 'status', value: 'disabled', label: 'Disabled' },
      ]
    : tokens.expiry
      ? [{ key: 'expires', value: '<14d', label: 'Expires within 14 days' }]
      : [];
