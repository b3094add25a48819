import type { Identity, ItemState, PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { AppError, ErrorKind } from '../../../../src-preload/contract/result.ts';
import type { Result } from '../../../../src-preload/shared/result.ts';
import type { Performed } from '../../../providers/provider.ts';
import type { ChangeContext } from '../../context.ts';
import { newOne, storedAs } from '../../kinds/creation.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { imageWithCreated, readPreImage, type PreImage } from '../../kinds/pre-image.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { errors } from '../errors.ts';
import { madeBy } from './identity.ts';
import { stateText } from '../text.ts';

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
  'client-certificate',
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
  'client-certificate',
  'proxy',
  'signed-out',
  'sign-in-refused',
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
  /** What undoing it would end, as the lists show it; null: nothing, or it isn't done. */
  made: Identity | null;
  /** The lists say that it didn't happen, and may only lag behind. */
  mayLag: boolean;
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
  const ended = (state: ItemState, created: string | null = null): Outcome => ({
    state,
    created,
    made: null,
    mayLag: false,
  });
  const done = (created: string | null): Outcome => {
    const useless = created === null ? null : (kind.endedAlready?.(context, created) ?? null);
    if (useless !== null) return ended({ state: 'failed', at, error: useless }, created);
    const came = cameAs(context, before, created);
    const words = [doneText(item, before, context), ...merged(item), ...came].join(' ');
    return {
      ...ended({ state: 'done', at, words }, created),
      made: before && madeBy(context, imageWithCreated(before, created)),
    };
  };

  const isRefused = error !== null && isCertainRefusal(error);
  // One of many rows is looked for all the same: its list is read for the others.
  if (isRefused && !reading.ok) return ended({ state: 'failed', at, error });
  // No list shows it, so the server's own yes is all there will ever be.
  if (saidYes && kind.readBackLists(context).length === 0) return done(null);

  const token = performed?.createdToken?.id ?? null;
  if (!reading.ok) {
    // Tokens that this identity is never shown: the secret that came with the answer is all there will ever be.
    if (token !== null && reading.error.kind === 'not-supported') return done(token);
    return error && maybeDoneAlready.has(error.kind)
      ? ended({ state: 'failed', at, error })
      : ended({ state: 'unverified', at, words: stateText.notReadBack(saidYes) });
  }

  const createdId = newOfId(performed?.createdWorkspaceId ?? token, context, before);
  const verdict = createdId !== null ? 'yes' : kind.verify(context, before);
  if (isRefused && verdict !== 'yes') return ended({ state: 'failed', at, error });
  if (verdict === 'unknown' || verdict === 'unsettled') {
    if (error && maybeDoneAlready.has(error.kind)) return ended({ state: 'failed', at, error });
    // What it lost may be back in a moment, and then it shows the change or goes on to deny it.
    const isUnsettled = verdict === 'unsettled';
    const words = isUnsettled ? stateText.unsettled : stateText.unknown(kind.text.unshown, saidYes);
    return { ...ended({ state: 'unverified', at, words }), mayLag: isUnsettled };
  }
  // The server names what it created and its list denies it: one of the two is wrong, and a later reading shows which.
  if (verdict === 'no' && isDenied(performed?.createdWorkspaceId ?? token, context, before))
    return { ...ended({ state: 'unverified', at, words: stateText.notConfirmedYet }), mayLag: true };
  if (verdict === 'no') {
    const refused = error !== null && maybeDoneAlready.has(error.kind);
    const part = kind.inPart?.(context, before) ?? null;
    const notDone =
      part !== null
        ? errors.doneInPart(part)
        : saidYes
          ? errors.nothingChanged()
          : (error ?? errors.neverHappened());
    return { ...ended({ state: 'failed', at, error: notDone }), mayLag: !refused };
  }

  const found = createdBy(context, before);
  const lost = token === null ? (kind.lostWithAnswer?.(context) ?? null) : null;
  if (lost) return ended({ state: 'failed', at, error: lost }, found);
  if (error && maybeDoneAlready.has(error.kind))
    return ended({ state: 'already-so', at, words: kind.text.noOp(context, before) });
  return done(createdId ?? found);
}

/** What of it came out otherwise than asked for, each in a sentence. */
function cameAs(context: ChangeContext, before: PreImage | null, created: string | null): string[] {
  const { request } = context;
  const kind = kindOf(request);
  const name = created === null ? null : kind.creates?.nameOf(context, created);
  const stored = 'name' in request && kind.creates !== undefined ? storedAs(request.name, name) : null;
  return [stored, kind.cameAs?.(context, before, created) ?? null].filter((text) => text !== null);
}

/** What others changed between the review and the change, and what it left as it was. */
const merged = ({ checks }: PlanItem): string[] =>
  checks.filter(({ code }) => code === 'others-kept').map(({ words }) => words);

function doneText(item: PlanItem, before: PreImage | null, context: ChangeContext): string {
  const text = kindOf(context.request).text.done(context, before, item.target.workspaceName);
  return context.facts.guided ? stateText.guided(text) : text;
}

/** The state of an item whose lists weren't waited for: it isn't known yet. */
export const unconfirmed = (outcome: Outcome, at: number): Outcome =>
  outcome.mayLag
    ? { ...outcome, state: { state: 'unverified', at, words: stateText.notConfirmedYet }, mayLag: false }
    : outcome;

/** Whether the server says that it created something of this id, which its list didn't have before and doesn't have now. */
function isDenied(id: string | null, context: ChangeContext, before: PreImage | null): boolean {
  if (id === null || before?.of !== 'creation' || before.existing.includes(id)) return false;
  return (kindOf(context.request).creates?.nameOf(context, id) ?? null) === null;
}

/**
 * An id that the server says it created, where it names something of that kind and name which wasn't there before; else null. Believed
 * otherwise, undoing the change would delete something that was there all along.
 */
function newOfId(id: string | null, context: ChangeContext, before: PreImage | null): string | null {
  const { creates } = kindOf(context.request);
  const existing = before?.of === 'creation' ? before.existing : [];
  return id !== null && creates?.alike(context).includes(id) && !existing.includes(id) ? id : null;
}

/** The id of what was created by this change and was not there before, or null. */
function createdBy(context: ChangeContext, before: PreImage | null): string | null {
  const { creates } = kindOf(context.request);
  return creates === undefined
    ? null
    : newOne(creates.alike(context), before?.of === 'creation' ? before : null);
}
