import type { ChangeRequest, Plan } from '../../../src-preload/contract/changes.ts';
import type { RosterReader } from '../../store/roster/types.ts';
import type { Replaced } from './check.ts';
import { isActiveToken } from '../snapshot/snapshot.ts';
import { readPreImage } from './pre-image.ts';

/** A new token with the one whose end waits for it: that is what makes two changes a rotation. */
export interface Rotation {
  made: string;
  old: { tokenId: string; name: string };
}

/** The rotations that these plans have made the new token of. */
export function rotationsOf(plans: readonly Plan[]): Rotation[] {
  const rotations: Rotation[] = [];
  for (const { items } of plans) {
    const made = new Map<string, string>();
    for (const { id, request, preImage } of items) {
      const before = request.type === 'token.create' ? readPreImage(preImage) : null;
      if (before?.of === 'creation' && before.created !== null) made.set(id, before.created);
    }
    if (made.size === 0) continue;
    for (const { dependsOn, request } of items) {
      const token = dependsOn === null ? undefined : made.get(dependsOn);
      const ends = request.type === 'token.delete' || request.type === 'token.revoke';
      if (token !== undefined && ends) rotations.push({ made: token, old: request });
    }
  }
  return rotations;
}

/**
 * The old token of the rotation that made the one which this request ends, as the receipts have it. Null: no rotation made it, or
 * another one has replaced it since. `rotationsThere`: those of its connection.
 */
export function replacedBy(
  request: ChangeRequest,
  rotationsThere: () => readonly Rotation[],
  { roster, now }: { roster: RosterReader; now: number },
): Replaced | null {
  if (request.type !== 'token.delete' && request.type !== 'token.revoke') return null;
  const { connectionId, workspaceId, tokenId } = request;
  const rotations = rotationsThere();
  const rotation = rotations.find(({ made }) => made === tokenId);
  if (rotation === undefined || rotations.some(({ old }) => old.tokenId === tokenId)) return null;
  const { old } = rotation;
  const token = roster.tokens({ connectionId, workspaceId }).find(({ id }) => id === old.tokenId);
  return { name: old.name, gone: token === undefined || !isActiveToken(token, now) };
}
