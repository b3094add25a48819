import type { ChangeType } from '../../../src-preload/contract/change-request.ts';
import { unsupportedReason } from '../../access/unsupported.ts';
import type { PlaceContext } from '../context.ts';
import type { Undo } from './kind.ts';

export const canUndo = (text: string): Undo => ({ possible: true, words: text });
export const cannotUndo = (text: string): Undo => ({ possible: false, words: text });

/** Possible where the place has the change that takes it back. */
export function undoBy(
  access: Pick<PlaceContext, 'apiVariant' | 'row'>,
  type: ChangeType,
  text: string,
  otherwise = 'This can’t be undone',
): Undo {
  const reason = unsupportedReason(access, type);
  return reason === null ? canUndo(text) : cannotUndo(`${otherwise}: ${reason}`);
}

/** For a workspace that isn't there yet: the limits of the place it is created in aren't its own. */
export const undoNewPlaceBy = (
  { apiVariant }: Pick<PlaceContext, 'apiVariant'>,
  type: ChangeType,
  text: string,
  otherwise: string,
): Undo => undoBy({ apiVariant, row: null }, type, text, otherwise);
