import type { ChangeRequest, ItemState, PlanItem } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../base/errors.ts';
import { contextOf } from '../kinds/check.ts';
import { permissionChecks } from '../kinds/checks-permission.ts';
import type { ChangesDeps, ConnectionFacts } from './deps.ts';
import { findMember, readSnapshot, type Snapshot } from '../snapshot/snapshot.ts';
import { changeContextOf } from '../kinds/place.ts';
import { readListsBack } from './read-back.ts';
import { connectionRemoved, itemOf, markSent, setStates, type Run } from './run-state.ts';
import { verify } from '../kinds/verify.ts';
import { mask, toWire, sendsRows, sendWithRetryAfter } from './send.ts';
import { isCertainRefusal, resolveOutcome, stopsPlan, type Outcome } from './resolve-outcome.ts';
import { takePreImage } from '../kinds/take-pre-image.ts';
import { noOpText } from '../kinds/text-done.ts';

/**
 * Sends one item and reads it back. Returns why the plan has to end early, or null. The item is `sent` on disk before its request leaves,
 * so that a crash leaves nothing that could be repeated blindly. `byItself`: a row of a list whose server takes no lists.
 */
export async function runItem(
  deps: ChangesDeps,
  run: Run,
  item: PlanItem,
  byItself = false,
): Promise<AppError | null> {
  const end = async (state: ItemState) => errorOf(await setStates(deps, run, [{ id: item.id, state }]));
  const first = itemOf(run, item.dependsOn);
  if (first && first.state.state !== 'done' && first.state.state !== 'already-so') {
    const words = `${first.title} didn’t work, so this was left out.`;
    return end({ state: 'skipped', at: deps.now(), words });
  }
  const connection = deps.connections.get(item.request.connectionId);
  if (!connection) return connectionRemoved();

  const ground = readSnapshot(deps.roster, deps.now());
  const ready = prepare(deps, item, connection, ground);
  if (ready.next === 'settled') return end(ready.state);

  const opened = await deps.sessions.for(item.request.connectionId);
  if (!opened.ok) return opened.error;
  const saved = await markSent(deps, run, [item.id]);
  if (!saved.ok) return saved.error;

  const teller = changeContextOf(connection, ground, ready.request);
  const wire = toWire(ready.request, connection, byItself);
  const workspace = 'workspaceId' in wire ? ground.row(wire.connectionId, wire.workspaceId) : null;
  const result = await sendWithRetryAfter(deps, run, () =>
    opened.value.session.perform(wire, { workspace }, run.signal),
  );
  const refused = !result.ok && isCertainRefusal(result.error);
  const reading = refused ? result : await readListsBack(deps, ready.request, connection, run.signal);
  const answer = { answer: 'said', result } as const;
  const settled = resolveOutcome({ ...item, request: ready.request }, answer, reading, teller, deps.now());
  if (result.ok && result.value.createdToken && ready.request.type === 'token.create') {
    const { id: tokenId, secret } = result.value.createdToken;
    run.reveals.push({ itemId: item.id, revealId: deps.secrets.put(secret), masked: mask(secret), tokenId });
  }
  if (makesPlace(ready.request)) run.createdWorkspaceId = settled.created ?? run.createdWorkspaceId;
  const { state, created } = byItself ? saidByItself(settled, item.request, sendsRows(connection)) : settled;
  const kept = await setStates(deps, run, [{ id: item.id, state, created }]);
  if (!kept.ok) return kept.error;
  if (!result.ok && stopsPlan(result.error)) return result.error;
  return !reading.ok && stopsPlan(reading.error) ? reading.error : null;
}

/** One place that is worth opening afterwards; of a list there is no such one. */
const makesPlace = ({ type }: ChangeRequest) =>
  type === 'workspace.create' || type === 'workspace.clone' || type === 'organization.create';

function saidByItself(settled: Outcome, request: ChangeRequest, whole: boolean): Outcome {
  if (settled.state.state !== 'done') return settled;
  const left =
    !whole && request.type === 'workspace.provision' && request.settings !== null
      ? ' Its settings were not sent along.'
      : '';
  const words = `${settled.state.words} It was created by itself: this server has not built provisioning.${left}`;
  return { ...settled, state: { ...settled.state, words } };
}

type Ready = { next: 'send'; request: ChangeRequest } | { next: 'settled'; state: ItemState };

const makesSomething: ReadonlySet<ChangeRequest['type']> = new Set<ChangeRequest['type']>([
  'workspace.create',
  'workspace.provision',
  'workspace.clone',
  'organization.create',
  'invitation.accept',
  'role.create',
  'token.create',
]);

/** The last look before sending: already so, no longer possible, or the request with its person filled in. */
function prepare(deps: ChangesDeps, item: PlanItem, connection: ConnectionFacts, ground: Snapshot): Ready {
  const at = deps.now();
  const { request } = item;
  const context = contextOf(request, connection, ground, at);
  const { teller } = context;
  if (!makesSomething.has(request.type) && verify(request, ground, null, teller, at) === 'yes') {
    const words = noOpText(request, takePreImage(ground, request, at), teller);
    return { next: 'settled', state: { state: 'already-so', at, words } };
  }
  const failed = (error: AppError): Ready => ({ next: 'settled', state: { state: 'failed', at, error } });
  const [refusal] = permissionChecks(context);
  if (refusal) return failed(refusedError(refusal.words));
  if (request.type !== 'member.set-role' || request.userId !== null) return { next: 'send', request };
  const member = findMember(ground.place(request.connectionId, request.workspaceId), null, request.email);
  return member
    ? { next: 'send', request: { ...request, userId: member.userId } }
    : failed(
        plainError(
          'not-found',
          `${request.email} isn’t in this workspace.`,
          'Invite the person first, then give the role.',
        ),
      );
}

export const refusedError = (words: string): AppError =>
  plainError('not-allowed', words, 'Nothing was sent. Look at the list, then plan it again.');

const errorOf = (result: Result<null>): AppError | null => (result.ok ? null : result.error);
