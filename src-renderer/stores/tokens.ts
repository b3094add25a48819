import type { z } from 'zod';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { Token, tokensCalls, TokenSort } from '../../src-preload/contract/tokens.ts';
import { onTopic } from './events.ts';
import { createWindows, useWindows } from './windows.ts';

type TokensPage = z.output<(typeof tokensCalls)['page']['output']>;

export interface TokensQuery extends WorkspaceRef {
  query: string;
  sort: TokenSort;
  list: 'active' | 'inactive';
}

const sameWorkspace = (a: WorkspaceRef, b: WorkspaceRef) =>
  a.connectionId === b.connectionId && a.workspaceId === b.workspaceId;

const tokens = createWindows<TokensQuery, Token, TokensPage>({
  fetch: (query, offset, limit) => window.steward.tokens.page({ ...query, offset, limit }),
  sameList: (a, b) => sameWorkspace(a, b) && a.list === b.list,
  sameQuery: (a, b) =>
    sameWorkspace(a, b) &&
    a.list === b.list &&
    a.query === b.query &&
    a.sort.by === b.sort.by &&
    a.sort.order === b.sort.order,
});

export const showTokens = tokens.show;
export const tokensInView = tokens.range;
export const reloadTokens = tokens.reload;
export const useTokens = () => useWindows(tokens);

onTopic('tokens', (event) => {
  const shown = tokens.store.getState().query;
  if (shown === null || event.connectionId !== shown.connectionId) return;
  if (event.workspaceId === null || event.workspaceId === shown.workspaceId) void tokens.reload();
});
onTopic('workspaces', (event) => {
  if (event.connectionId === tokens.store.getState().query?.connectionId) void tokens.reload();
});
onTopic('status', () => void tokens.reload());
