import type { Plan } from '../../../../src-preload/contract/plan.ts';
import { listsOf, type ChangeContext } from '../../context.ts';
import { isActiveToken } from '../../snapshot/find.ts';
import { readPreImage } from '../pre-image.ts';

/** A new token with the one whose end waits for it: that is what makes two changes a rotation. */
interface Rotation {
  created: string;
  old: { tokenId: string; name: string };
}

const known = new WeakMap<readonly Plan[], Rotation[]>();

/** The rotations whose new token these plans have created. */
function rotationsOf(plans: readonly Plan[]): readonly Rotation[] {
  // A plan of thousands of items asks for the same plans each time.
  const found = known.get(plans) ?? plans.flatMap(rotationsIn);
  known.set(plans, found);
  return found;
}

function rotationsIn({ items }: Plan): Rotation[] {
  const created = new Map<string, string>();
  for (const { id, request, preImage } of items) {
    const before = request.type === 'token.create' ? readPreImage(preImage) : null;
    if (before?.of === 'creation' && before.created !== null) created.set(id, before.created);
  }
  return items.flatMap(({ dependsOn, request }) => {
    const token = dependsOn === null ? undefined : created.get(dependsOn);
    const ends = request.type === 'token.delete' || request.type === 'token.revoke';
    return token !== undefined && ends ? [{ created: token, old: request }] : [];
  });
}

/**
 * The old token of the rotation that created the one which this change ends, and whether it is gone, so that nothing is left to go back to.
 * null: no rotation created it, or another one has replaced it since. `receipts`: those of its connection.
 */
export function replacedBy(
  context: ChangeContext<'token.revoke' | 'token.delete'>,
  receipts: readonly Plan[],
): { name: string; gone: boolean } | null {
  const { tokenId } = context.request;
  const rotations = rotationsOf(receipts);
  const rotation = rotations.find(({ created }) => created === tokenId);
  if (rotation === undefined || rotations.some(({ old }) => old.tokenId === tokenId)) return null;
  const { old } = rotation;
  const token = listsOf(context).tokens.get(old.tokenId);
  return { name: old.name, gone: token === undefined || !isActiveToken(token, context.now) };
}
