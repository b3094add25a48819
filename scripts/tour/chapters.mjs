import { appItself, history } from './app.mjs';
import { addresses, connections } from './connections.mjs';
import { members } from './members.mjs';
import { offline } from './offline.mjs';
import { tokens } from './tokens.mjs';
import { welcome } from './welcome.mjs';
import { workspaces } from './workspaces.mjs';

/** In this order: each goes on where the one before ended. */
export const chapters = [
  { title: 'Welcome', play: welcome },
  { title: 'Checking an address', play: addresses },
  { title: 'Connections', play: connections },
  { title: 'Workspaces', play: workspaces },
  { title: 'Members', play: members },
  { title: 'Tokens', play: tokens },
  { title: 'History', play: history },
  { title: 'Offline', play: offline },
  { title: 'The app itself', play: appItself },
];
