import type { z } from 'zod';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { comparable } from '../../../src-preload/shared/normalize.ts';
import { bugError, invalidError, plainError } from '../../base/errors.ts';
import { shown } from '../../http/redact.ts';
import type { ProvisionRequest, RowOutcome } from '../provider.ts';
import { paths } from './paths.ts';
import type { Context } from './perform.ts';
import { readPlace, workspacePlace } from './places.ts';
import { settingsForWire } from './settings.ts';
import * as wire from './wire.ts';
import { workspacesApiText } from './text.ts';

/** Workspaces per request: the documents name no limit, and an answer has to come within the client's time. */
const mostAtOnce = 100;

interface Item {
  /** Where its outcome goes. */
  index: number;
  body: { name: string; settings?: Record<string, unknown> };
}

/**
 * Makes many workspaces of one organization. Outcomes are in the order of the requests; rows with the same name get the server's
 * outcomes for that name in order, made ones first, because names are unique and the first of them takes it.
 */
export async function provision(
  context: Context,
  requests: readonly ProvisionRequest[],
  signal: AbortSignal,
): Promise<Result<RowOutcome[]>> {
  const { calls, endpoints, roles } = context;
  const place = readPlace(requests[0]?.organizationId ?? '');
  if (place === null || requests.some(({ organizationId }) => organizationId !== place.organization)) {
    return fail(bugError(new Error('provisioning in more than one organization')));
  }
  const { organization } = place;
  const onCollection = await endpoints.collection(signal);
  if (!onCollection.ok) return onCollection;
  const refusal = endpoints.refusal('provision');
  if (refusal !== null) return fail(refusal);

  const outcomes = new Map<number, RowOutcome>();
  const items: Item[] = [];
  for (const [index, { name, settings }] of requests.entries()) {
    if (settings === null) {
      items.push({ index, body: { name } });
      continue;
    }
    const read = await settingsForWire(settings, organization, roles, signal);
    if (read.ok) items.push({ index, body: { name, settings: read.value } });
    else outcomes.set(index, { made: false, error: read.error });
  }

  let sent = false;
  for (let start = 0; start < items.length; start += mostAtOnce) {
    const batch = items.slice(start, start + mostAtOnce);
    const body = { organization_id: Number(organization), workspaces: batch.map((item) => item.body) };
    const answer = await calls.ask('POST', paths.provision, body, wire.provisionAnswer, signal);
    if (answer.answer === 'value') {
      sent = true;
      readOutcomes(batch, answer.value.data, organization, outcomes);
      continue;
    }
    const isMissing = answer.answer === 'no-data' || answer.error.kind === 'not-implemented';
    const error = isMissing ? endpoints.missing('provision') : answer.error;
    // Rows that are through keep their outcome; without any, the whole request came to this.
    if (!sent) return fail(error);
    for (const { index } of items.slice(start)) outcomes.set(index, { made: false, error });
    break;
  }
  return ok(
    requests.map((_request, index) => outcomes.get(index) ?? { made: false, error: unreportedFields('') }),
  );
}

function readOutcomes(
  batch: readonly Item[],
  answer: z.infer<typeof wire.provisionAnswer>['data'],
  organization: string,
  outcomes: Map<number, RowOutcome>,
): void {
  const made = [...answer.workspaces];
  const failed = [...answer.failed];
  for (const { index, body } of batch) {
    const name = comparable(body.name);
    const success = takeFirst(made, (one) => comparable(one.name) === name);
    if (success !== null) {
      outcomes.set(index, { made: true, workspaceId: workspacePlace(organization, success.id) });
      continue;
    }
    const failure = takeFirst(failed, (one) => comparable(one.name ?? '') === name);
    outcomes.set(index, {
      made: false,
      error: failure === null ? unreportedFields(name) : rowError(name, failure.error),
    });
  }
}

function takeFirst<T>(list: T[], matches: (item: T) => boolean): T | null {
  const at = list.findIndex(matches);
  return at < 0 ? null : (list.splice(at, 1)[0] ?? null);
}

/** The server gives a sentence per row, without a code. */
function rowError(name: string, message: string): AppError {
  const reason = shown(message).replace(/\.\s*$/, '');
  return /already|exists|duplicate/i.test(message)
    ? plainError('conflict', workspacesApiText.notCreated(name, reason), workspacesApiText.chooseName)
    : invalidError(workspacesApiText.notCreated(name, reason), workspacesApiText.correctRow);
}

function unreportedFields(name: string): AppError {
  return plainError('malformed', workspacesApiText.outcomeUnknown(name), workspacesApiText.checkList);
}
