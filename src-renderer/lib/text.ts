import type { Scope } from '../../src-preload/contract/capabilities.ts';
import { plural } from '../../src-preload/shared/format/numbers.ts';

/** What a place is called in a sentence, and what its people are. */
export const scopeText: Record<Scope, { one: string; label: string; members: string }> = {
  workspace: { one: 'workspace', label: 'Workspace', members: 'Members' },
  organization: { one: 'organization', label: 'Organization', members: 'People' },
  account: { one: 'account', label: 'Your account', members: 'Members' },
};

/** "1 person", "3 people". */
export const people = (count: number) => plural(count, 'person', 'people');

export const placeLinkText = {
  copied: 'Link copied. It opens this place in Steward.',
  copiedPerson: 'Link copied. It opens this person in Steward.',
  unreadable: 'This link doesn’t lead to a place in Steward.',
  unknownConnection: 'This link leads to a connection that isn’t on this device.',
  unlistedWorkspace: 'None of your connections lists the workspace of this link.',
  severalConnections: 'Several of your connections list this workspace. Open it on the one you mean.',
};

/** Of links and files that Steward is opened with. */
export const openedText = {
  waiting: 'Close this dialog to see what you opened.',
  tooLarge: (name: string) => `“${name}” is larger than 4 MB. Choose a smaller file, or paste part of it.`,
  unreadable: (name: string) => `“${name}” can’t be read. Check its permissions, or choose another file.`,
};

export const lockText = {
  storeFirst: 'Store the new token first. It can’t be shown again after locking.',
};

export const sampleText = {
  label: 'Sample data',
  about: 'Sample data on this computer. Its last 90 days are made up.',
  remove: 'Remove sample data',
  removed: 'Sample data removed.',
};

export const noEmailText = 'The server doesn’t report an e-mail address.';
