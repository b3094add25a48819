import type { z } from 'zod';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { Token, tokensCalls, TokenSort } from '../../src-preload/contract/tokens.ts';
import { createPagedList, usePagedList } from './paged-list.ts';
import { reloadOn, samePlaceList, samePlaceQuery } from './place-list.ts';

type TokensPage = z.output<(typeof tokensCalls)['page']['output']>;

export interface TokensQuery extends WorkspaceRef {
  query: string;
  sort: TokenSort;
  list: 'active' | 'inactive';
}

const tokens = createPagedList<TokensQuery, Token, TokensPage>({
  fetch: (query, offset, limit) => window.steward.tokens.page({ ...query, offset, limit }),
  sameList: samePlaceList,
  sameQuery: samePlaceQuery,
});

export const showTokens = tokens.show;
export const tokensInView = tokens.showRange;
export const reloadTokens = tokens.reload;
export const useTokens = () => usePagedList(tokens);

reloadOn('tokens', tokens);
