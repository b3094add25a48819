import type { z } from 'zod';
import { capability } from '../../../src-preload/contract/capabilities.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { supportPermission } from '../../access/permissions.ts';
import type { PlaceList } from '../../base/lists.ts';
import { plainError } from '../../base/errors.ts';
import { receiptJson } from '../../changes/receipt.ts';
import type { Core } from '../../core.ts';
import type { ReadList } from '../../files/list-reader.ts';
import { provisionListWith } from '../../queries/provision-list.ts';
import { csvOf } from '../../files/report-csv.ts';
import { jsonOf } from '../../files/report-json.ts';
import { wholeReport } from '../../files/whole-report.ts';
import { allTokens, allWorkspaces, peoplePage } from '../../queries/all-connections.ts';
import { comparison } from '../../queries/history/comparison.ts';
import { historyPage } from '../../queries/history/history-page.ts';
import { invitationsAt, membersAt, tokensAt } from '../../queries/history/lists-at.ts';
import { invitationsPage } from '../../queries/invitations.ts';
import { inviteOptions, membersPage, roleOptions } from '../../queries/members.ts';
import { atConnection } from '../../queries/query.ts';
import { reportFor } from '../../queries/reports/reports.ts';
import { roleTables } from '../../queries/role-tables.ts';
import { personPermissions } from '../../queries/roles.ts';
import { readExpiry, tokensPage } from '../../queries/tokens.ts';
import { workspaceDetail, workspaceList, workspaceTypes } from '../../queries/workspaces.ts';
import { listsSeenAt } from '../../sync/fetch-targets.ts';
import type { commandCallSchemas, CallName } from './call-schemas.ts';

type Schemas = typeof commandCallSchemas;

/** What answers each call from an open core: the app and the command line use the same. */
export type CommandCalls = {
  [N in CallName]: (
    input: z.output<Schemas[N]['input']>,
  ) => Promise<Result<z.input<Schemas[N]['output']>>> | Result<z.input<Schemas[N]['output']>>;
};

interface CallParts {
  core: Core;
  /** New tokens between their creation and the moment they are shown. */
  reveals: { reveal(id: string): Result<{ secret: string }>; forget(id: string): void };
  readList: ReadList;
}

/** The calls of commands, answered by this core. */
export function createCommandCalls({ core, reveals, readList }: CallParts): CommandCalls {
  const { changes, connections, sync, store } = core;
  /** Makes a call of a query, which takes the core first. */
  const of =
    <Input, Output>(query: (core: Core, input: Input) => Output) =>
    (input: Input): Output =>
      query(core, input);
  return {
    'connections.list': () => ok(connections.list()),
    'connections.capabilities': of(
      atConnection((_core, { apiVariant }) =>
        ok(
          capability.options.map((name) => ({
            capability: name,
            permission: supportPermission({ apiVariant, row: null }, name),
          })),
        ),
      ),
    ),
    'connections.signOut': ({ connectionId }) => {
      sync.forget(connectionId);
      return connections.signOut(connectionId);
    },
    'workspaces.list': of(workspaceList),
    'workspaces.get': of(workspaceDetail),
    'workspaces.types': of(workspaceTypes),
    'workspaces.readProvisionList': of(provisionListWith(readList)),
    'members.page': of(membersPage),
    'members.roleOptions': of(roleOptions),
    'invitations.page': of(invitationsPage),
    'roles.tables': of(roleTables),
    'roles.effectivePermissions': of(personPermissions),
    'roles.inviteOptions': of(inviteOptions),
    'tokens.page': of(tokensPage),
    'tokens.readExpiry': of(readExpiry),
    'tokens.revealSecret': ({ revealId }) => reveals.reveal(revealId),
    'tokens.forgetSecret': ({ revealId }) => {
      reveals.forget(revealId);
      return ok(null);
    },
    'changes.plan': ({ requests }) => changes.plan(requests),
    'changes.get': ({ planId }) => changes.get(planId),
    'changes.progress': ({ planId }) => {
      const found = changes.get(planId);
      return found.ok ? ok(progressOf(found.value)) : found;
    },
    'changes.replan': ({ planId }) => changes.replan(planId),
    'changes.apply': ({ planId, ...confirmed }) => changes.apply(planId, confirmed),
    'changes.stop': ({ planId }) => {
      changes.stop(planId);
      return ok(null);
    },
    'changes.discard': ({ planId }) => changes.discard(planId),
    'changes.undo': ({ planId }) => changes.undo(planId),
    'changes.readBack': ({ planId }) => changes.readBack(planId),
    'secondPersons.list': () => core.secondPersons.list(),
    'changes.recovered': async () => {
      await changes.recovered();
      return ok(null);
    },
    'history.page': of(historyPage),
    'timeline.asOfMembers': of(membersAt),
    'timeline.asOfTokens': of(tokensAt),
    'timeline.asOfInvitations': of(invitationsAt),
    'timeline.compare': of(comparison),
    'people.page': of(peoplePage),
    'people.tokens': of(allTokens),
    'people.workspaces': of(allWorkspaces),
    'lists.fetch': ({ connectionId, workspaceId, lists }) =>
      fetchLists(core, connectionId, workspaceId, lists),
    'receipts.list': ({ limit, ...which }) => ok(store.ledger.receiptSummaries(which, limit)),
    'receipts.export': ({ planId }) => {
      const found = changes.get(planId);
      return found.ok ? ok(receiptJson(found.value)) : found;
    },
    'reports.text': async ({ of: list, format }) => {
      let text = '';
      const done = await wholeReport(
        () => reportFor(core, list, null),
        async (report) => {
          text = '';
          const pieces = format === 'csv' ? csvOf(report, Date.now()) : jsonOf(report, Date.now());
          for await (const piece of pieces) text += piece;
          return ok(null);
        },
      );
      return done.ok ? ok({ text, ...done.value }) : done;
    },
  };
}

const progressOf = ({ status, items }: Plan) =>
  status === 'applying'
    ? {
        done: items.filter(({ state }) => state.state !== 'pending' && state.state !== 'sent').length,
        total: items.length,
      }
    : null;

/** Roles first: what my own role permits may only be known then, and with it which lists there are. */
async function fetchLists(
  core: Core,
  connectionId: string,
  workspaceId: string | null,
  lists: readonly ListName[],
): Promise<Result<null>> {
  const { connections, store, sync } = core;
  const { signal } = new AbortController();
  const record = connections.record(connectionId);
  if (!record.ok) return record;
  const provider = core.providers.get(record.value.provider) ?? null;
  if (provider === null)
    return fail(plainError('not-supported', 'This system isn’t supported.', 'Update Steward.'));
  if (workspaceId === null) return sync.fetchNow(connectionId, null, ['workspaces'], signal);
  const deps = { roster: store.roster, ledger: store.ledger, now: Date.now };
  const fetch = async (wanted: (list: PlaceList) => boolean): Promise<Result<null>> => {
    const targets = listsSeenAt(deps, connectionId, provider, workspaceId).filter(({ list }) => wanted(list));
    for (const place of new Set(targets.map((target) => target.workspaceId))) {
      const own = targets.filter((target) => target.workspaceId === place).map(({ list }) => list);
      const fetched = await sync.fetchNow(connectionId, place, own, signal);
      if (!fetched.ok) return fetched;
    }
    return ok(null);
  };
  const roles = await fetch((list) => list === 'roles');
  if (!roles.ok) return roles;
  return fetch((list) => list !== 'roles' && lists.includes(list));
}
