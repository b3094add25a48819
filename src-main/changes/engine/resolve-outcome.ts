import type { ItemState, PlanItem } from '../../../src-preload/contract/changes.ts';
import type { AppError, ErrorKind } from '../../../src-preload/contract/result.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../base/errors.ts';
import type { Performed } from '../../providers/provider.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ChangeContext } from '../kinds/place.ts';
import { readPreImage } from '../kinds/pre-image.ts';
import { createdId, verify } from '../kinds/verify.ts';
import { capital, quoted } from '../text.ts';
import { noOpText, doneText, unknownText } from '../kinds/text-done.ts';

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
/** Refusals that often mean that somebody else was faster. */
const maybeSoAlready: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['conflict', 'not-found']);
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

export const isCertainRefusal = (error: AppError) => certainlyNot.has(error.kind);
export const stopsPlan = (error: AppError) => endsThePlan.has(error.kind);

/** What the server said to the request; `lost`: the app ended before an answer was kept. */
export type Answer = { answer: 'said'; result: Result<Performed> } | { answer: 'lost' };

export interface Outcome {
  state: ItemState;
  /** The id of what the change made, for undo and for opening it. */
  created: string | null;
}

/**
 * Decides how an item ended from the answer and from what reading back shows. `reading` is the ground read after the
 * answer, or why it could not be read.
 */
export function resolveOutcome(
  item: PlanItem,
  answer: Answer,
  reading: Result<Snapshot>,
  teller: ChangeContext,
  at: number,
): Outcome {
  const { request } = item;
  const before = readPreImage(item.preImage);
  const said = answer.answer === 'said' ? answer.result : null;
  const done = (created: string | null): Outcome => ({
    state: {
      state: 'done',
      at,
      words: doneText(request, before, teller, item.target.workspaceName),
    },
    created,
  });
  const ended = (state: ItemState): Outcome => ({ state, created: null });
  const error = said && !said.ok ? said.error : null;
  if (error && isCertainRefusal(error)) return ended({ state: 'failed', at, error });

  // Nobody's list shows it, so the server's own yes is all there will ever be.
  if (said?.ok && request.type === 'invitation.decline') return done(null);
  // The secret came with the answer, so the token exists whatever a list says.
  if (said?.ok && request.type === 'token.create' && said.value.createdToken)
    return done(said.value.createdToken.id);

  if (!reading.ok) {
    if (error && maybeSoAlready.has(error.kind)) return ended({ state: 'failed', at, error });
    return ended({
      state: 'unverified',
      at,
      words: said?.ok
        ? 'The server said yes, but reading back failed, so it isn’t sure yet.'
        : 'The answer was lost and reading back failed: whether it happened isn’t known yet.',
    });
  }

  const madeId = said?.ok ? said.value.createdWorkspaceId : null;
  const isThere = madeId !== null && reading.value.row(request.connectionId, madeId) !== null;
  const shown = isThere ? 'yes' : verify(request, reading.value, before, teller, at);
  if (shown === 'unknown' && error && maybeSoAlready.has(error.kind))
    return ended({ state: 'failed', at, error });
  if (shown === 'unknown')
    return ended({ state: 'unverified', at, words: unknownText(request, said?.ok === true) });
  const made = createdId(request, reading.value, before);
  if (shown === 'yes') {
    const { one, secret } = teller.facts.tokens;
    if (request.type === 'token.create' && secret === 'once' && !teller.facts.guided)
      return { ...ended({ state: 'failed', at, error: secretLost(one, request.name) }), created: made };
    if (error && maybeSoAlready.has(error.kind))
      return ended({ state: 'already-so', at, words: noOpText(request, before, teller) });
    return done(madeId ?? made);
  }
  if (said?.ok) return ended({ state: 'failed', at, error: nothingChanged() });
  return ended({ state: 'failed', at, error: error ?? neverHappened() });
}

function secretLost(one: string, name: string): AppError {
  return {
    ...plainError(
      'server',
      `${capital(one)} ${quoted(name)} was created, but its secret was lost with the answer.`,
      'End it in its list, then create another one.',
    ),
    // Trying again would make a second one.
    retryable: false,
  };
}

function nothingChanged(): AppError {
  return plainError(
    'server',
    'The server said yes, but nothing changed.',
    'Try again; if it stays so, tell whoever runs the server.',
  );
}

function neverHappened(): AppError {
  return {
    ...plainError(
      'cancelled',
      'Steward ended while this was being sent; reading back shows that it didn’t happen.',
      'Finish it from here if it is still wanted.',
    ),
    retryable: true,
  };
}
