import type { AppError } from '../../../../src-preload/contract/result.ts';
import { fail, type Result } from '../../../../src-preload/shared/result.ts';
import { contextOf, type ChangeContext } from '../../context.ts';
import { kindOf } from '../../kinds/kinds.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { ChangesDeps } from '../deps.ts';
import { errors } from '../errors.ts';
import { otherChanges } from './other-changes.ts';
import { readBack } from './read-back.ts';
import { readUntilResolved } from './read-until-resolved.ts';
import { isCertainRefusal, resolveOutcome, stopsPlan, type Outcome } from './resolve-outcome.ts';
import { setStates, sinceApplied, type Run } from '../applying/run-state.ts';
import type { SentItem } from '../applying/send-item.ts';

/**
 * Reads back what was sent, its lists once for all of it, and saves how each item ended. All of it is of one kind and in one place. Returns
 * why the plan has to end early, or null.
 */
export async function resolveSent(
  deps: ChangesDeps,
  run: Run,
  sent: readonly SentItem[],
  individually: boolean,
): Promise<AppError | null> {
  const unrefused = sent.find(({ answer }) => !isRefused(answer));
  const { reading, outcomes } = await readUntilResolved(
    deps,
    run.stopped,
    async () =>
      unrefused ? readBack(deps, unrefused.context, sinceApplied(run), run.signal) : refusal(sent),
    (read) => sent.map((one) => outcomeOf(deps, one, read)),
  );
  const resolved = await withOtherChanges(deps, run, sent, outcomes);
  const updates = sent.flatMap(({ item, answer, context }, index) => {
    const outcome = resolved[index];
    if (outcome === undefined) return [];
    const { request } = context;
    if (answer.ok && answer.value.createdToken) {
      const { id: tokenId, secret } = answer.value.createdToken;
      const revealId = deps.secrets.put(secret);
      run.reveals.push({ itemId: item.id, revealId, masked: mask(secret), tokenId });
    }
    if (kindOf(request).creates?.opens) run.createdWorkspaceId = outcome.created ?? run.createdWorkspaceId;
    return [{ id: item.id, ...(individually ? saidIndividually(outcome, context) : outcome) }];
  });
  const kept = await setStates(deps, run, updates);
  if (!kept.ok) return kept.error;
  for (const { answer } of sent) if (!answer.ok && stopsPlan(answer.error)) return answer.error;
  return !reading.ok && stopsPlan(reading.error) ? reading.error : null;
}

function outcomeOf(deps: ChangesDeps, { item, context, answer }: SentItem, read: Result<Snapshot>): Outcome {
  const { request, connection, snapshot } = context;
  // What the server certainly didn't do isn't looked for: its refusal says all.
  const reading = isRefused(answer) ? fail(answer.error) : read;
  const after = contextOf(request, connection, reading.ok ? reading.value : snapshot, deps.now());
  return resolveOutcome({ ...item, request }, answer, reading, after);
}

const isRefused = <T>(answer: Result<T>): answer is Extract<Result<T>, { ok: false }> =>
  !answer.ok && isCertainRefusal(answer.error);

/** All were refused. */
const refusal = (sent: readonly SentItem[]): Result<Snapshot> => {
  const answer = sent[0]?.answer;
  if (answer === undefined || answer.ok) throw new Error('nothing that was refused');
  return answer;
};

/** Where the server said yes and did something else, “nothing changed” would hide it; sending it again could do it again. */
async function withOtherChanges(
  deps: ChangesDeps,
  run: Run,
  sent: readonly SentItem[],
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const isDenied = ({ state, created }: Outcome, at: number) =>
    state.state === 'failed' && created === null && sent[at]?.answer.ok === true;
  const [first] = sent;
  if (first === undefined || !outcomes.some(isDenied)) return outcomes;
  // Of what left side by side, the first one's.
  const { since } = sent.reduce(
    (earliest, one) => (one.since.id < earliest.since.id ? one : earliest),
    first,
  );
  const others = await otherChanges(deps, run.plan, [first.item], since);
  if (others.length === 0) return outcomes;
  return outcomes.map((outcome, at) =>
    isDenied(outcome, at) && outcome.state.state === 'failed'
      ? { ...outcome, state: { ...outcome.state, error: errors.somethingElseChanged(others) } }
      : outcome,
  );
}

function saidIndividually(outcome: Outcome, { request, connection }: ChangeContext): Outcome {
  const { batch } = kindOf(request);
  if (outcome.state.state !== 'done' || batch === undefined) return outcome;
  const words = `${outcome.state.words} ${batch.individually(request, connection)}`;
  return { ...outcome, state: { ...outcome.state, words } };
}

/** The first characters, enough to distinguish two tokens and never most of a short one. */
const mask = (secret: string): string =>
  `${secret.slice(0, Math.min(6, Math.floor(secret.length / 4)))}••••••••`;
