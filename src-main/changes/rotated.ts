import type { ChangeRequest, Plan } from '../../src-preload/contract/changes.ts';
import type { RosterReader } from '../store/types.ts';
import type { Replaced } from './check.ts';
import { isActiveToken } from './ground.ts';
import { readPreImage } from './pre-image.ts';

interface RotatedDeps {
  roster: RosterReader;
  now: number;
  plans: (connectionId: string) => readonly Plan[];
}

/** A new token with the one whose end waits for it: that is what makes two changes a rotation. */
interface Rotation {
  made: string;
  old: { tokenId: string; name: string };
}

function rotationsOf(plans: readonly Plan[]): Rotation[] {
  return plans.flatMap(({ items }) =>
    items.flatMap((item) => {
      const before = readPreImage(item.preImage);
      const made = item.request.type === 'token.create' && before?.of === 'creation' ? before.created : null;
      const ends = items.find(({ dependsOn }) => dependsOn === item.id)?.request;
      return made !== null && (ends?.type === 'token.delete' || ends?.type === 'token.revoke')
        ? [{ made, old: ends }]
        : [];
    }),
  );
}

/**
 * The old token of the rotation that made the one which this request ends, as the receipts have it. Null: no rotation made it, or
 * another one has replaced it since.
 */
export function replacedBy(request: ChangeRequest, deps: RotatedDeps): Replaced | null {
  if (request.type !== 'token.delete' && request.type !== 'token.revoke') return null;
  const { connectionId, workspaceId, tokenId } = request;
  const rotations = rotationsOf(deps.plans(connectionId));
  const rotation = rotations.find(({ made }) => made === tokenId);
  if (rotation === undefined || rotations.some(({ old }) => old.tokenId === tokenId)) return null;
  const { old } = rotation;
  const token = deps.roster.tokens({ connectionId, workspaceId }).find(({ id }) => id === old.tokenId);
  return { name: old.name, gone: token === undefined || !isActiveToken(token, deps.now) };
}
