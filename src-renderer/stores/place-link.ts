import {
  formatPlaceAddress,
  parsePlaceAddress,
  type ConnectionAddress,
  type PlaceAddress,
} from '../../src-preload/shared/place-address.ts';
import { placeLinkText } from '../lib/text.ts';
import { copyText } from './actions.ts';
import { openAllConnections, useAllConnections } from './all-connections.ts';
import { useConnections } from './connections.ts';
import { onTopic } from './events.ts';
import { useNavigation } from './navigation.ts';
import { openSettings } from './settings-section.ts';
import { toast } from './toasts.ts';

const connectionAddress = (connectionId: string): ConnectionAddress => ({
  connectionId,
  server: useConnections.getState().connections.find(({ id }) => id === connectionId)?.address ?? '',
});

/** The address of what is on screen; null where that is no place to come back to. */
function shownAddress(): PlaceAddress | null {
  const { connectionId, workspaceId, tab, screen } = useNavigation.getState();
  if (screen === 'settings') return { screen, section: null };
  if (screen === 'all-connections') {
    const { tab: list, query } = useAllConnections.getState();
    return { screen, list, query };
  }
  if (connectionId === null || screen === 'welcome') return null;
  const connection = connectionAddress(connectionId);
  if (screen === 'history') return { screen, connection };
  if (screen === 'start' || workspaceId === null) return { screen: 'start', connection };
  return { screen, connection, workspaceId, tab };
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

/** The connection that a link names, or the only one to its server: on another device it has another id. */
function connectionOf({ connectionId, server }: ConnectionAddress): string | null {
  const { connections } = useConnections.getState();
  if (connections.some(({ id }) => id === connectionId)) return connectionId;
  const there = connections.filter(({ address }) => server !== '' && address === server);
  return there.length === 1 ? (there[0]?.id ?? null) : null;
}

/** Shows the place that a link leads to, or says why not. A link only ever shows something. */
export function openPlaceLink(link: string): void {
  const address = parsePlaceAddress(link);
  const { go } = useNavigation.getState();
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
    case 'start':
    case 'history':
    case 'workspace': {
      const connectionId = connectionOf(address.connection);
      if (connectionId === null) toast(placeLinkText.unknownConnection, { tone: 'bad' });
      else if (address.screen === 'workspace')
        go({ connectionId, screen: 'workspace', workspaceId: address.workspaceId, tab: address.tab });
      else go({ connectionId, screen: address.screen });
    }
  }
}

async function takeLink(): Promise<void> {
  const taken = await window.steward.app.takeLink({});
  if (taken.ok && taken.value !== null) openPlaceLink(taken.value);
}

/** Opens the link that Steward was started with, and each that is opened later, until the returned function is called. */
export function watchPlaceLinks(): () => void {
  void takeLink();
  return onTopic('link', () => void takeLink());
}
