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
import { loadWorkspaces, useWorkspaces } from './workspaces.ts';

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

/** The connections to a link's server, because on another device they have other ids; all of them where it names no server. */
function candidatesOf({ server }: ConnectionAddress) {
  const { connections } = useConnections.getState();
  return server === '' ? connections : connections.filter(({ address }) => address === server);
}

/** Those of them that list the link's workspace. */
const listingOf = (address: AddressOfConnection) =>
  candidatesOf(address.connection).filter(
    ({ id }) => address.screen === 'workspace' && lists(id, address.workspaceId),
  );

const isNamed = ({ connectionId }: ConnectionAddress): boolean =>
  useConnections.getState().connections.some(({ id }) => id === connectionId);

/**
 * The connection that a link names; or one to its server; or the only one that lists its workspace, where it names no server. Of several
 * accounts on a server, the one that lists it.
 */
function connectionOf(address: AddressOfConnection): string | null {
  const { connection } = address;
  if (isNamed(connection)) return connection.connectionId;
  const listing = listingOf(address);
  if (connection.server === '') return listing.length === 1 ? (listing[0]?.id ?? null) : null;
  return (listing[0] ?? candidatesOf(connection)[0])?.id ?? null;
}

/** Right after the start it isn't known yet which workspaces these connections list. Resolves once it is, or can't be. */
function whenListed(connectionIds: readonly string[]): Promise<void> {
  const isKnown = () => {
    const present = useConnections.getState().connections;
    const states = useWorkspaces.getState().lists;
    return connectionIds.every(
      (id) =>
        !present.some((one) => one.id === id) || ['ready', 'failed'].includes(states[id]?.state ?? 'loading'),
    );
  };
  return new Promise((resolve) => {
    const look = () => {
      if (!isKnown()) return;
      stop();
      resolve();
    };
    const stop = useWorkspaces.subscribe(look);
    for (const id of connectionIds)
      if (useWorkspaces.getState().lists[id] === undefined) void loadWorkspaces(id);
    look();
  });
}

type AddressOfConnection = Extract<PlaceAddress, { screen: 'start' | 'history' | 'workspace' }>;

/** Tabs whose list can be searched. */
const searchedTabs = ['members', 'invitations', 'tokens'] as const;

async function openOnConnection(address: AddressOfConnection): Promise<void> {
  if (address.screen === 'workspace' && !isNamed(address.connection))
    await whenListed(candidatesOf(address.connection).map(({ id }) => id));
  const connectionId = connectionOf(address);
  const { go } = useNavigation.getState();
  if (connectionId === null) {
    const server = serverToOffer(address.connection);
    if (server === null) toast(whyNowhere(address), { tone: 'bad' });
    else openDialog({ type: 'unknown-server', server, onAdd: () => addServer(server, address) });
  } else if (address.screen === 'workspace') {
    const { workspaceId, tab, query } = address;
    const list = searchedTabs.find((one) => one === tab);
    if (list !== undefined && query !== undefined)
      searchIn({ list, place: { connectionId, workspaceId }, query, part: null, sort: null });
    go({ connectionId, screen: 'workspace', workspaceId, tab });
  } else go({ connectionId, screen: address.screen });
}

function whyNowhere(address: AddressOfConnection): string {
  const { connectionId, server } = address.connection;
  if (address.screen !== 'workspace' || connectionId !== '' || server !== '')
    return placeLinkText.unknownConnection;
  return listingOf(address).length > 1 ? placeLinkText.severalConnections : placeLinkText.unlistedWorkspace;
}

/** Starts adding the server of a link, and goes on to its place once that is done. */
function addServer(server: string, address: AddressOfConnection): void {
  openDialog({ type: 'add-connection', start: { from: 'address', address: server } });
  const stop = useDialogs.subscribe(({ page }) => {
    if (page?.type === 'add-connection') return;
    stop();
    if (connectionOf(address) !== null) void openOnConnection(address);
  });
}

/** Shows what a link leads to, or says why not. A link only ever shows something. Resolves once it's shown. */
export async function openPlaceLink(link: string): Promise<void> {
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
      await openKeptPlan(address.planId);
      return;
    case 'start':
    case 'history':
    case 'workspace':
      await openOnConnection(address);
  }
}
