import { useEffect } from 'react';
import { create } from 'zustand';
import type { QueryList } from '../../src-preload/shared/query/keys.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { placeKey } from '../lib/places.ts';
import { useStateOf } from '../lib/useStateOf.ts';
import { useNavigation } from './navigation.ts';

export interface ListSort<By extends string = string> {
  by: By;
  order: 'asc' | 'desc';
}

/** A list to open with something searched in it. */
export interface Search extends WorkspaceRef {
  tab: 'members' | 'tokens' | 'invitations';
  query: string;
  /** Of lists with several parts: in which one it is. */
  kind?: string;
  sort?: ListSort;
}

interface Wanted {
  list: QueryList;
  /** null: whichever list of that kind is shown. */
  place: WorkspaceRef | null;
  query: string;
  part: string | null;
  sort: ListSort | null;
}

/** What a list is to show once it is on screen. */
export const useWantedSearch = create<{ wanted: Wanted | null }>(() => ({ wanted: null }));

/** What is searched for in the list of a place that is on screen. */
export interface ShownSearch {
  list: QueryList;
  place: string;
  query: string;
  part: string;
  sort: ListSort;
}
export const useShownSearch = create<{ shown: ShownSearch | null }>(() => ({ shown: null }));

/** What is searched for in this tab of a place; null: nothing, or another list is on screen. */
export function shownSearchOf(place: WorkspaceRef, tab: string): ShownSearch | null {
  const { shown } = useShownSearch.getState();
  return shown !== null && shown.place === placeKey(place) && shown.list === tab ? shown : null;
}

/** The list of that kind shows this once it is on screen. */
export const searchIn = (wanted: Wanted) => useWantedSearch.setState({ wanted });

/** Shows a workspace’s list with the text in its search. */
export function openSearch(search: Search): void {
  const { tab, query, kind, sort, connectionId, workspaceId } = search;
  const place = { connectionId, workspaceId };
  searchIn({ list: tab, place, query, part: kind ?? null, sort: sort ?? null });
  useNavigation.getState().go({ ...place, tab, screen: 'workspace' });
}

export interface ListSearch<By extends string, Part extends string> {
  query: string;
  setQuery(query: string): void;
  sort: ListSort<By>;
  /** Takes a column that the list can be sorted by; others change nothing. */
  setSort(sort: ListSort): void;
  part: Part;
  setPart(part: Part): void;
}

function placeOnScreen(): string | null {
  const { connectionId, workspaceId } = useNavigation.getState();
  return connectionId === null || workspaceId === null ? null : placeKey({ connectionId, workspaceId });
}

/**
 * What is searched for in a list, in which order and in which of its parts; what is opened with a search comes with its own. `of`: the
 * place whose list it is, for screens that stay while the place changes.
 */
export function useListSearch<By extends string, Part extends string = 'all'>(
  list: QueryList,
  {
    sorts,
    sort: first,
    parts,
  }: { sorts: readonly By[]; sort: ListSort<By>; parts: readonly [Part, ...Part[]] },
  of = '',
): ListSearch<By, Part> {
  const [query, setQuery] = useStateOf(of, '');
  const [sort, setSort] = useStateOf(of, first);
  const [part, setPart] = useStateOf<Part>(of, parts[0]);
  const wanted = useWantedSearch((state) => state.wanted);
  useEffect(() => {
    if (wanted?.list !== list) return;
    const { place } = wanted;
    if (place !== null && placeKey(place) !== (of === '' ? placeOnScreen() : of)) return;
    setQuery(wanted.query);
    const wantedPart = parts.find((one) => one === wanted.part);
    if (wantedPart !== undefined) setPart(wantedPart);
    const by = sorts.find((one) => one === wanted.sort?.by);
    if (by !== undefined && wanted.sort !== null) setSort({ by, order: wanted.sort.order });
    useWantedSearch.setState({ wanted: null });
  }, [wanted, list, sorts, parts, of, setQuery, setSort, setPart]);
  const shownPlace = of === '' ? placeOnScreen() : of;
  useEffect(() => {
    if (shownPlace !== null)
      useShownSearch.setState({ shown: { list, place: shownPlace, query, part, sort } });
  }, [list, shownPlace, query, part, sort]);
  return {
    query,
    setQuery,
    sort,
    setSort(next) {
      const by = sorts.find((one) => one === next.by);
      if (by !== undefined) setSort({ by, order: next.order });
    },
    part,
    setPart,
  };
}
