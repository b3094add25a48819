import { Globe } from 'lucide-react';
import { allConnectionsLists } from '../../../src-preload/shared/place-address.ts';
import { openAllConnections, type AllConnectionsTab } from '../../stores/all-connections.ts';
import type { Action } from './action.ts';

const lists: Readonly<Record<AllConnectionsTab, string>> = {
  people: 'All people',
  tokens: 'All tokens',
  workspaces: 'All workspaces',
  history: 'All history',
};

/** The ways to the lists across all connections. */
export const allConnectionsActions = (): Action[] => [
  {
    icon: Globe,
    label: 'Search all connections',
    arrives: 'heading',
    run: () => openAllConnections(),
  },
  ...allConnectionsLists.map((tab): Action => ({
    icon: Globe,
    label: lists[tab],
    about: 'of all connections',
    arrives: 'heading',
    run: () => openAllConnections({ tab, query: '' }),
  })),
];
