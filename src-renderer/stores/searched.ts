import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { useNavigation } from './navigation.ts';

/** A list to open with something searched in it. */
export interface Search extends WorkspaceRef {
  tab: 'members' | 'tokens';
  query: string;
  /** Of tokens: in which part of the list it is. */
  kind?: 'active' | 'inactive';
}

const useWanted = create<{ wanted: Search | null }>(() => ({ wanted: null }));

/** Shows a workspace’s list with the text in its search. */
export function openSearch(search: Search): void {
  const { connectionId, workspaceId, tab } = search;
  useWanted.setState({ wanted: search });
  useNavigation.getState().go({ connectionId, workspaceId, tab, screen: 'workspace' });
}

/** The text of a list’s search; what is opened by `openSearch` comes with its own. */
export function useSearch(
  tab: Search['tab'],
  onKind?: (kind: 'active' | 'inactive') => void,
): [string, (query: string) => void] {
  const [query, setQuery] = useState('');
  const wanted = useWanted((state) => state.wanted);
  useEffect(() => {
    const { connectionId, workspaceId } = useNavigation.getState();
    if (wanted?.tab !== tab || wanted.connectionId !== connectionId || wanted.workspaceId !== workspaceId)
      return;
    setQuery(wanted.query);
    if (wanted.kind !== undefined) onKind?.(wanted.kind);
    useWanted.setState({ wanted: null });
  }, [wanted, tab, onKind]);
  return [query, setQuery];
}
