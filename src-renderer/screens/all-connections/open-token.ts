import { quoteValue } from '../../../src-preload/shared/query/terms.ts';
import type { FoundToken } from '../../stores/all-connections.ts';
import { openSearch } from '../../stores/list-search.ts';

/** Opens the tokens of its workspace, searched for this one. */
export function openToken(token: FoundToken): void {
  openSearch({
    connectionId: token.connection.id,
    workspaceId: token.workspaceId,
    tab: 'tokens',
    kind: token.status === 'active' ? 'active' : 'inactive',
    query: token.name.state === 'known' && token.name.value !== '' ? quoteValue(token.name.value) : '',
  });
}
