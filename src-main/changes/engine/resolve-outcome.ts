import type { ItemState, PlanItem } from '../../../src-preload/contract/changes.ts';
import type { AppError, ErrorKind } from '../../../src-preload/contract/result.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Performed } from '../../providers/provider.ts';
import type { ChangeContext } from '../context.ts';
import { newOne } from '../kinds/creation.ts';
import { kindOf } from '../kinds/kinds.ts';
import { readPreImage, type PreImage } from '../kinds/pre-image.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { errors } from './errors.ts';
import { stateText } from './text.ts';

/** Answers after which the server has certainly not done it; reading back would add nothing. */
const certainlyNot: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'signed-out',
  'forbidden',
  'invalid',
  'rate-limited',
  'not-implemented',
  'not-supported',
  'not-allowed',
  'dns',
  'tls',
  'vault-unavailable',
  'vault-locked',
]);
/** Refusals that often mean that another administrator was faster. */
const maybeDoneAlready: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['conflict', 'not-found']);
/** Errors after which the next request would end the same way. */
const endsThePlan: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'offline',
  'dns',
  'refused',
  'tls',
  'proxy',
  'signed-out',
  'rate-limited',
  'vault-unavailable',
  'vault-locked',
]);

export const isCertainRefusal = (error: AppError): boolean => certainlyNot.has(error.kind);
export const stopsPlan = (error: AppError): boolean => endsThePlan.has(error.kind);

/** How an item ended. */
export interface Outcome {
  state: ItemState;
  /** The id of what the change created, for undo and for opening it. */
  created: string | null;
}

/**
 * Decides how an item ended. `answer`: what the server said to the request; null: the app ended before an answer was kept. `reading`: the
 * snapshot read after it, or why it could not be read. `context`: on that snapshot, or on the one before where it could not be read.
 */
export function resolveOutcome(
  item: PlanItem,
  answer: Result<Performed> | null,
  reading: Result<Snapshot>,
  context: ChangeContext,
): Outcome {
  const { request, now: at } = context;
  const kind = kindOf(request);
  const before = readPreImage(item.preImage);
  const saidYes = answer?.ok === true;
  const performed = answer?.ok ? answer.value : null;
  const error = answer && !answer.ok ? answer.error : null;
  const ended = (state: ItemState, created: string | null = null): Outcome => ({ state, created });
  const done = (created: string | null) =>
    ended({ state: 'done', at, words: doneText(item, before, context) }, created);

  if (error && isCertainRefusal(error)) return ended({ state: 'failed', at, error });
  // No list shows it, so the server's own yes is all there will ever be.
  if (saidYes && kind.readBackLists(context).length === 0) return done(null);
  // The secret came with the answer, so the token exists whatever a list says.
  if (performed?.createdToken) return done(performed.createdToken.id);

  if (!reading.ok)
    return error && maybeDoneAlready.has(error.kind)
      ? ended({ state: 'failed', at, error })
      : ended({ state: 'unverified', at, words: stateText.notReadBack(saidYes) });

  const createdId = performed?.createdWorkspaceId ?? null;
  const isThere = createdId !== null && reading.value.row(request.connectionId, createdId) !== null;
  const verdict = isThere ? 'yes' : kind.verify(context, before);
  if (verdict === 'unknown')
    return error && maybeDoneAlready.has(error.kind)
      ? ended({ state: 'failed', at, error })
      : ended({ state: 'unverified', at, words: stateText.unknown(kind.text.unshown, saidYes) });
  if (verdict === 'no')
    return ended({
      state: 'failed',
      at,
      error: saidYes ? errors.nothingChanged() : (error ?? errors.neverHappened()),
    });

  const found = createdBy(context, before);
  const lost = kind.lostWithAnswer?.(context) ?? null;
  if (lost) return ended({ state: 'failed', at, error: lost }, found);
  if (error && maybeDoneAlready.has(error.kind))
    return ended({ state: 'already-so', at, words: kind.text.noOp(context, before) });
  return done(createdId ?? found);
}

function doneText(item: PlanItem, before: PreImage | null, context: ChangeContext): string {
  const text = kindOf(context.request).text.done(context, before, item.target.workspaceName);
  return context.facts.guided ? stateText.guided(text) : text;
}

/** The id of what was created by this change and was not there before, or null. */
function createdBy(context: ChangeContext, before: PreImage | null): string | null {
  const { creates } = kindOf(context.request);
  return creates === undefined
    ? null
    : newOne(creates.alike(context), before?.of === 'creation' ? before : null);
}
