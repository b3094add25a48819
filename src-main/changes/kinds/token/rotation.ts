import type { ChangeType } from '../../../../src-preload/contract/change-request.ts';
import type { ItemOfPlan } from '../../../store/ledger/types.ts';
import { listsOf, type ChangeContext } from '../../context.ts';
import { isActiveToken } from '../../snapshot/find.ts';
import { readPreImage } from '../pre-image.ts';

/** A new token with the one whose end waits for it: that is what makes two changes a rotation. */
interface Rotation {
  created: string;
  old: { tokenId: string; name: string };
}

/** The changes that a rotation is made of. */
const parts: readonly ChangeType[] = ['token.create', 'token.revoke', 'token.delete'];

const known = new WeakMap<readonly ItemOfPlan[], Rotation[]>();

/** The rotations whose new token these changes have created. */
function rotationsOf(changes: readonly ItemOfPlan[]): readonly Rotation[] {
  // A plan of thousands of items asks for the same changes each time.
  const found = known.get(changes) ?? rotationsIn(changes);
  known.set(changes, found);
  return found;
}

function rotationsIn(changes: readonly ItemOfPlan[]): Rotation[] {
  const created = new Map<string, string>();
  for (const { planId, item } of changes) {
    const before = item.request.type === 'token.create' ? readPreImage(item.preImage) : null;
    if (before?.of === 'creation' && before.created !== null)
      created.set(keyOf(planId, item.id), before.created);
  }
  return changes.flatMap(({ planId, item: { dependsOn, request } }) => {
    const token = dependsOn === null ? undefined : created.get(keyOf(planId, dependsOn));
    const ends = request.type === 'token.delete' || request.type === 'token.revoke';
    return token !== undefined && ends ? [{ created: token, old: request }] : [];
  });
}
const keyOf = (planId: string, itemId: string) => `${planId}/${itemId}`;

/**
 * The old token of the rotation that created the one which this change ends, and whether it is gone, so that nothing is left to go back to.
 * null: no rotation created it, or another one has replaced it since. `madeHere`: the changes of these types that were made on its connection.
 */
export function replacedBy(
  context: ChangeContext<'token.revoke' | 'token.delete'>,
  madeHere: (types: readonly ChangeType[]) => readonly ItemOfPlan[],
): { name: string; gone: boolean } | null {
  const { tokenId } = context.request;
  const rotations = rotationsOf(madeHere(parts));
  const rotation = rotations.find(({ created }) => created === tokenId);
  if (rotation === undefined || rotations.some(({ old }) => old.tokenId === tokenId)) return null;
  const { old } = rotation;
  const token = listsOf(context).tokens.get(old.tokenId);
  return { name: old.name, gone: token === undefined || !isActiveToken(token, context.now) };
}
