import { appItself, history, settings } from './app.mjs';
import { addresses, connections } from './connections.mjs';
import { guide } from './guide.mjs';
import { members } from './members.mjs';
import { modbox } from './modbox.mjs';
import { offline } from './offline.mjs';
import { system } from './system.mjs';
import { tokens } from './tokens.mjs';
import { unstructured, unstructuredConsole } from './unstructured.mjs';
import { welcome } from './welcome.mjs';
import { workspacesApi } from './workspaces-api.mjs';
import { workspaces } from './workspaces.mjs';

/**
 * In this order. Those with `alone` need the first one only; each of the others goes on where the one before ended.
 * @type {readonly { id: string, title: string, alone?: true, play: (stage: object) => Promise<void> }[]}
 */
export const chapters = [
  { id: 'welcome', title: 'Welcome', play: welcome },
  { id: 'addresses', title: 'Checking an address', play: addresses },
  { id: 'connections', title: 'Connections', play: connections },
  { id: 'workspaces', title: 'Workspaces', play: workspaces },
  { id: 'members', title: 'Members', play: members },
  { id: 'tokens', title: 'Tokens', play: tokens },
  { id: 'history', title: 'History', play: history },
  { id: 'offline', title: 'Offline', play: offline },
  { id: 'app', title: 'The app itself', play: appItself },
  { id: 'settings', title: 'Settings, section by section', alone: true, play: settings },
  { id: 'unstructured', title: 'Unstructured, over a management API', alone: true, play: unstructured },
  { id: 'console', title: 'Unstructured, console-guided', alone: true, play: unstructuredConsole },
  { id: 'workspaces-api', title: 'Workspaces API', alone: true, play: workspacesApi },
  { id: 'modbox', title: 'Modbox', alone: true, play: modbox },
  { id: 'system', title: 'SYSTEM', alone: true, play: system },
];

/** What leaves the pictures of the guide. */
export const guideChapters = [
  { id: 'welcome', title: 'Welcome', play: welcome },
  { id: 'guide', title: 'The guide', play: guide },
];

/**
 * Those that are asked for, with what they go on from.
 * @param {readonly string[]} only ids; none: all of them
 * @throws {Error} for an id that no chapter has, naming those there are
 */
export function chosen(only) {
  const unknown = only.filter((id) => !chapters.some((chapter) => chapter.id === id));
  if (unknown.length > 0) {
    throw new Error(
      `There is no chapter ${unknown.join(', ')}. There are: ${chapters.map(({ id }) => id).join(', ')}`,
    );
  }
  if (only.length === 0) return chapters;
  const last = Math.max(
    0,
    ...chapters.flatMap(({ id, alone }, index) => (alone !== true && only.includes(id) ? [index] : [])),
  );
  return chapters.filter(({ id, alone }, index) => (alone === true ? only.includes(id) : index <= last));
}
