import { createContext, useContext } from 'react';
import { useNavigation } from '../stores/navigation.ts';

/** Of the list of workspaces: the row that Tab reaches while a place is on screen, as `section/id`. */
export const TabStops = createContext<(shown: string | null) => string | null>(() => null);

/** A row of that list: a favourite organization is also the head of its workspaces. */
export interface PlaceInList {
  section: string;
  id: string;
}

/** The `tabIndex` of what is in a row: 0 in the one that Tab reaches. */
export function useTabStop({ section, id }: PlaceInList): 0 | -1 {
  const stopOf = useContext(TabStops);
  return useNavigation((state) => (stopOf(state.workspaceId) === `${section}/${id}` ? 0 : -1));
}
