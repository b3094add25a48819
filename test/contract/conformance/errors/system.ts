import type { AppError } from '../../../../src-preload/contract/result.ts';
import {
  catalogue,
  failureOf,
  type FailureName,
} from '../../../../src-main/local-instance/dialects/system/failures.ts';
import type { ErrorScene, NamedError } from '../../../support/systems.ts';
import { signal } from '../../../support/signal.ts';

type Generation = 'v1.3' | 'v2';

/** What each failure is for the app; everything in the dialect's catalogue has to be here. */
const kinds: Readonly<Record<FailureName, AppError['kind']>> = {
  badToken: 'signed-out',
  badCredentials: 'forbidden',
  signInSessionNotFound: 'conflict',
  mfaNotSent: 'conflict',
  badMfaCode: 'forbidden',
  fingerprint: 'forbidden',
  inactive: 'forbidden',
  badPortalCode: 'forbidden',
  rateLimited: 'rate-limited',
  invalid: 'invalid',
  noSuchRoute: 'not-implemented',
  unexpected: 'server',
  workspaceNotFound: 'not-found',
  notMember: 'forbidden',
  permissionDenied: 'forbidden',
  notOwner: 'forbidden',
  systemDefaultChange: 'conflict',
  systemDefaultLeave: 'conflict',
  alreadyOwns: 'conflict',
  memberLimit: 'conflict',
  notEligible: 'conflict',
  ownerStays: 'conflict',
  roleNotFound: 'not-found',
  roleNameExists: 'conflict',
  ownerRoleImmutable: 'not-allowed',
  memberNotFound: 'not-found',
  invitationNotFound: 'not-found',
  invitationExpired: 'conflict',
  invitationProcessed: 'conflict',
  invitationNotYours: 'forbidden',
  alreadyPending: 'conflict',
  alreadyMember: 'conflict',
  onlyOwnerInvites: 'forbidden',
  badPayload: 'not-allowed',
  channelNotFound: 'not-allowed',
};

const rename = ({ place, session }: ErrorScene) =>
  session.perform(
    { type: 'workspace.update', connectionId: 'c', workspaceId: place.id, name: 'Renamed', description: '' },
    { workspace: null },
    signal,
  );

/** The whole catalogue in the words of one generation; the enumerations U1030 to U1071 are v1.3's. */
export function systemErrors(generation: Generation): readonly NamedError[] {
  // Object.keys loses the key type; the catalogue is keyed by name.
  return (Object.keys(catalogue) as FailureName[]).map((name) => {
    const { status, code, message } = failureOf(name, generation);
    const data = name === 'invalid' ? { workspaceName: ['must not be blank'] } : null;
    return {
      code,
      status,
      body: { version: '1', timestamp: 1_772_366_400_000, success: false, code, message, data },
      kind: kinds[name],
      // Without the channel both say the same: that the server wants it.
      ...(name === 'channelNotFound' ? { sameAs: 'SECURE_CHANNEL.INVALID_PAYLOAD' } : {}),
      ...(name === 'rateLimited' || name === 'noSuchRoute' ? { byStatus: true as const } : {}),
      ask: rename,
    };
  });
}
