import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { comparable } from '../../../src-preload/shared/normalize.ts';
import { textOrEmpty } from '../record-fields.ts';
import { readRecords } from '../records.ts';
import type { EndpointDetection } from './endpoint-detection.ts';
import { noAnswerError, type Calls } from './client.ts';
import { paths } from './paths.ts';
import type { Settings } from './wire.ts';
import * as wire from './wire.ts';

/*
 * Creating, renaming and deleting go to the collection where that is built, and else to the organization's path, whose bodies are the
 * same less `organization_id`. A write goes out again only after an answer that certainly did nothing, or where doing it twice
 * comes to the same.
 */

/** Gives the id of the new workspace. */
export async function createWorkspace(
  calls: Calls,
  built: EndpointDetection,
  wanted: { organization: string; name: string; settings: Settings | null },
  signal: AbortSignal,
): Promise<Result<string>> {
  const { organization, name } = wanted;
  const onCollection = await built.collection(signal);
  if (!onCollection.ok) return onCollection;
  if (onCollection.value) {
    const body = { name, organization_id: Number(organization), settings: wanted.settings ?? {} };
    const answer = await calls.ask('POST', paths.collection, body, wire.workspaceAnswer, signal);
    if (answer.answer === 'value') return ok(answer.value.data.workspace.id);
    if (answer.answer === 'failed' && answer.error.kind !== 'not-implemented') return fail(answer.error);
    // A success without an id may still have created it.
    if (answer.answer === 'no-data') {
      const there = await findByName(calls, organization, name, signal);
      if (!there.ok || there.value !== null) return there.ok ? ok(there.value ?? '') : there;
    }
  }
  const body = { name, ...(wanted.settings === null ? {} : { settings: wanted.settings }) };
  const reply = await calls.send(
    'POST',
    paths.workspacesOf(organization),
    body,
    wire.workspaceAnswer,
    signal,
  );
  return reply.ok ? ok(reply.value.value.data.workspace.id) : reply;
}

async function findByName(
  calls: Calls,
  organization: string,
  name: string,
  signal: AbortSignal,
): Promise<Result<string | null>> {
  const listed = await calls.list(paths.workspacesOf(organization), 'workspaces', signal);
  if (!listed.ok) return fail(noAnswerError(calls.host, 'creating workspaces'));
  const { rows } = await readRecords(wire.workspace, listed.value.records);
  return ok(rows.find((row) => comparable(textOrEmpty(row.name)) === comparable(name))?.id ?? null);
}

/** Renames the workspace, or deletes it where `change` is null. */
export async function editWorkspace(
  calls: Calls,
  built: EndpointDetection,
  at: { organization: string; workspace: string },
  change: { name: string } | null,
  signal: AbortSignal,
): Promise<Result<null>> {
  const method = change === null ? 'DELETE' : 'PUT';
  const body = change ?? undefined;
  const schema = change === null ? wire.successAnswer : wire.workspaceAnswer;
  const onCollection = await built.collection(signal);
  if (!onCollection.ok) return onCollection;
  let mayBeDone = false;
  if (onCollection.value) {
    const answer = await calls.ask<unknown>(method, paths.workspace(at.workspace), body, schema, signal);
    if (answer.answer === 'value') return ok(null);
    if (answer.answer === 'failed' && answer.error.kind !== 'not-implemented') return fail(answer.error);
    mayBeDone = answer.answer === 'no-data';
  }
  const path = paths.workspaceOf(at.organization, at.workspace);
  const reply = await calls.send<unknown>(method, path, body, schema, signal);
  if (reply.ok) return ok(null);
  // What the collection had deleted without saying so can no longer be found.
  return change === null && mayBeDone && reply.error.kind === 'not-found' ? ok(null) : reply;
}
