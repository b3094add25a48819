import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { FaceId } from './capabilities.ts';

const words: Readonly<Record<FaceId, string>> = {
  console: 'console-guided',
  management: 'management API',
};

export const facts = (face: FaceId): SystemFacts => ({
  face,
  faceWords: words[face],
  guided: face === 'console',
  joining: {
    verb: 'add',
    shownIn: 'members',
    role: 'carried',
    message: false,
    days: null,
    fromOrganization: true,
    cancelReason: false,
  },
  memberSince: 'Joined',
  tokens: {
    one: 'API key',
    many: 'API keys',
    whose: 'of this workspace',
    expiry: false,
    secret: 'again',
    scopes: [],
    keptValues: face === 'console',
  },
  createFields: ['organization'],
  updateFields: [],
  sharedMarks: false,
  settings: [],
  scopes: ['organization'],
  listsNote: null,
  refreshesInstances: false,
});
