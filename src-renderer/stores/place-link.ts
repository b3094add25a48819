import {
  formatPlaceAddress,
  parsePlaceAddress,
  serverToOffer,
  type ConnectionAddress,
  type PlaceAddress,
} from '../../src-preload/shared/place-address.ts';
import { quoteValue } from '../../src-preload/shared/query/terms.ts';
import { placeLinkText } from '../lib/text.ts';
import { copyText } from './actions.ts';
import { openAllConnections, useAllConnections } from './all-connections.ts';
import { useConnections } from './connections.ts';
import { openDialog, useDialogs } from './dialogs.ts';
import { searchIn, shownSearchOf } from './list-search.ts';
import { useNavigation } from './navigation.ts';
import { openKeptPlan } from './plan/plan.ts';
import { openSettings, useShownSection } from './settings-section.ts';
import { toast } from './toasts.ts';
import { useWorkspaces } from './workspaces.ts';

const connectionAddress = (connectionId: string): ConnectionAddress => ({
  connectionId,
  server: useConnections.getState().connections.find(({ id }) => id === connectionId)?.address ?? '',
});

/** The address of what is on screen; null where that is no place to come back to. */
function shownAddress(): PlaceAddress | null {
  const { connectionId, workspaceId, tab, screen } = useNavigation.getState();
  if (screen === 'settings') return { screen, section: useShownSection.getState().inView };
  if (screen === 'all-connections') {
    const { tab: list, query } = useAllConnections.getState();
    return { screen, list, query };
  }
  if (connectionId === null || screen === 'welcome') return null;
  const connection = connectionAddress(connectionId);
  if (screen === 'history') return { screen, connection };
  if (screen === 'start' || workspaceId === null) return { screen: 'start', connection };
  const query = shownSearchOf({ connectionId, workspaceId }, tab)?.query.trim() ?? '';
  return { screen, connection, workspaceId, tab, ...(query === '' ? {} : { query }) };
}

/** Copies the link to what is on screen. */
export function copyPlaceLink(): void {
  const address = shownAddress();
  if (address !== null) void copyText(formatPlaceAddress(address), placeLinkText.copied);
}

/** Copies the link to a workspace, on its overview. */
export function copyWorkspaceLink(connectionId: string, workspaceId: string): void {
  const connection = connectionAddress(connectionId);
  const link = formatPlaceAddress({ screen: 'workspace', connection, workspaceId, tab: 'overview' });
  void copyText(link, placeLinkText.copied);
}

/** Copies the link to a connection, on its start page. */
export function copyConnectionLink(connectionId: string): void {
  const link = formatPlaceAddress({ screen: 'start', connection: connectionAddress(connectionId) });
  void copyText(link, placeLinkText.copied);
}

/** Copies the link to everything known about an e-mail address. */
export function copyPersonLink(email: string): void {
  void copyText(formatPlaceAddress({ screen: 'person', email }), placeLinkText.copiedPerson);
}

/** Whether a connection lists this place. */
const lists = (connectionId: string, workspaceId: string): boolean => {
  const list = useWorkspaces.getState().lists[connectionId];
  return list?.state === 'ready' && list.workspaces.some(({ id }) => id === workspaceId);
};

/**
 * The connection that a link names; or one to its server, because on another device it has another id; or the only one that lists its
 * workspace, where it names no server. Of several accounts on a server, the one that lists it.
 */
function connectionOf(address: AddressOfConnection): string | null {
  const { connections } = useConnections.getState();
  const { connectionId, server } = address.connection;
  if (connections.some(({ id }) => id === connectionId)) return connectionId;
  const there = server === '' ? connections : connections.filter((one) => one.address === server);
  const workspaceId = address.screen === 'workspace' ? address.workspaceId : null;
  const listing = there.filter(({ id }) => workspaceId !== null && lists(id, workspaceId));
  if (server === '') return listing.length === 1 ? (listing[0]?.id ?? null) : null;
  return (listing[0] ?? there[0])?.id ?? null;
}

type AddressOfConnection = Extract<PlaceAddress, { screen: 'start' | 'history' | 'workspace' }>;

/** Tabs whose list can be searched. */
const searchedTabs = ['members', 'invitations', 'tokens'] as const;

function openOnConnection(address: AddressOfConnection): void {
  const connectionId = connectionOf(address);
  const { go } = useNavigation.getState();
  if (connectionId === null) {
    const server = serverToOffer(address.connection);
    if (server === null) toast(placeLinkText.unknownConnection, { tone: 'bad' });
    else openDialog({ type: 'unknown-server', server, onAdd: () => addServer(server, address) });
  } else if (address.screen === 'workspace') {
    const { workspaceId, tab, query } = address;
    const list = searchedTabs.find((one) => one === tab);
    if (list !== undefined && query !== undefined)
      searchIn({ list, place: { connectionId, workspaceId }, query, part: null, sort: null });
    go({ connectionId, screen: 'workspace', workspaceId, tab });
  } else go({ connectionId, screen: address.screen });
}

/** Starts adding the server of a link, and goes on to its place once that is done. */
function addServer(server: string, address: AddressOfConnection): void {
  openDialog({ type: 'add-connection', start: { from: 'address', address: server } });
  const stop = useDialogs.subscribe(({ page }) => {
    if (page?.type === 'add-connection') return;
    stop();
    if (connectionOf(address) !== null) openOnConnection(address);
  });
}

/** Shows what a link leads to, or says why not. A link only ever shows something. */
export function openPlaceLink(link: string): void {
  const address = parsePlaceAddress(link);
  if (address === null) {
    toast(placeLinkText.unreadable, { tone: 'bad' });
    return;
  }
  switch (address.screen) {
    case 'settings':
      openSettings(address.section);
      return;
    case 'all-connections':
      openAllConnections({ tab: address.list, query: address.query });
      return;
    case 'person':
      openAllConnections({ tab: 'people', query: quoteValue(address.email) });
      return;
    case 'plan':
      void openKeptPlan(address.planId);
      return;
    case 'start':
    case 'history':
    case 'workspace':
      openOnConnection(address);
  }
}
