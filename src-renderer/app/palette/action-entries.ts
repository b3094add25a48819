import { useState } from 'react';
import { useConnections } from '../../stores/connections.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { offeredVerbs, verbsAtCursor } from '../../stores/verbs.ts';
import type { Entry } from './entry.ts';
import { actionOf, type Action } from './action.ts';
import { allConnectionsActions } from './all-connections-actions.ts';
import { useAppActions } from './app-actions.ts';
import { useConnectionActions } from './connection-actions.ts';

/** What can be done: with the row at the cursor, where one is, and everywhere. */
export function useActionEntries(): Entry[] {
  const connections = useConnections((state) => state.connections);
  const { connectionId } = useNavigation();
  const current = connections.find(({ id }) => id === connectionId);
  // As it was when the palette opened: it takes the focus from the row.
  const [atCursor] = useState(verbsAtCursor);
  const [offered] = useState(offeredVerbs);
  const here = useConnectionActions(current);
  const everywhere = useAppActions();
  const actions: Action[] = [
    ...offered.filter(({ onSelection }) => onSelection !== true).map((verb) => actionOf(verb, '')),
    ...here,
    ...(connections.length > 0 ? allConnectionsActions() : []),
    ...everywhere,
  ];
  return [
    ...offered
      .filter(({ onSelection }) => onSelection === true)
      .map((verb): Entry => ({ ...actionOf(verb, ''), id: `s/${verb.label}`, group: 'Selection' })),
    ...(atCursor?.verbs ?? []).map((verb): Entry => ({
      ...actionOf(verb, atCursor?.name ?? ''),
      id: `r/${verb.label}`,
      group: 'Row',
    })),
    ...actions.map((action): Entry => ({
      about: '',
      ...action,
      id: `a/${action.label}`,
      group: 'Actions',
    })),
  ];
}
