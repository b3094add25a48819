import { useEffect } from 'react';
import type { Member } from '../../../../src-preload/contract/members.ts';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import { nothing, under, type Selection } from '../../../lib/selection.ts';
import { useSelection } from '../../../stores/members.ts';
import { sameWorkspace } from '../../../stores/place-list.ts';
import type { MatchingRule } from './ChangeMatchingRoleDialog.tsx';

export interface RosterSelection {
  selection: Selection<Member>;
  /** For a plan over all members that a search selects; null where they were picked one by one. */
  rule: MatchingRule | null;
  /** Those picked one by one. */
  picked: readonly Member[];
  toggle: (people: readonly Member[], on: boolean) => void;
  /** Selects all members that match the search, loaded or not. */
  selectMatching: () => void;
  clear: () => void;
}

/** The selection in the roster on screen; cleared when it is left, or when another search would select other members. */
export function useRosterSelection(place: WorkspaceRef, query: string): RosterSelection {
  const store = useSelection();
  const { clear } = store;
  useEffect(
    () => () => {
      useSelection.getState().clear();
    },
    [],
  );
  // A rule belongs to its search: another one would select other members.
  const selection =
    store.ref !== null && sameWorkspace(store.ref, place) ? under(store.selection, query) : nothing;
  const ended = selection !== store.selection && store.ref !== null;
  useEffect(() => {
    if (ended) clear();
  }, [ended, clear]);
  return {
    selection,
    rule:
      selection.by === 'rule'
        ? { ...place, query: selection.query, except: [...selection.except.keys()] }
        : null,
    picked: selection.by === 'picks' ? [...selection.rows.values()] : [],
    toggle: (people, on) => store.toggle(place, people, on),
    selectMatching: () => store.selectMatching(place, query),
    clear,
  };
}
