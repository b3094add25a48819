import { isolated } from '../../../src-preload/shared/shown-text.ts';

export const unknownServerText = {
  title: 'Add this server?',
  about: 'The link leads to a server that isn’t on this device. Steward hasn’t contacted it.',
  trust: 'Add it only if you know it: it will receive what you sign in with.',
  add: 'Add connection…',
};

export const openedListText = {
  title: (name: string) => `Open “${isolated(name)}”`,
  about: 'Nothing changes before you’ve reviewed it.',
  question: 'What is in this list?',
  invite: 'People to invite',
  inviteAbout: 'One person a row, with an e-mail address and perhaps a name and a role.',
  provision: 'Workspaces to create',
  provisionAbout: 'One workspace a row, with its settings. You choose the organization next.',
  inventory: 'Members to record',
  inventoryAbout: 'For systems without an API. It’s stored on this device only.',
  notGuided: 'Steward reads the members of this system from its server.',
  noConnection: 'Add a connection first.',
};
