import { z } from 'zod';
import { plan, planSummary } from '../../src-preload/contract/plan.ts';
import { connection } from '../../src-preload/contract/connections.ts';
import { freshness } from '../../src-preload/contract/freshness.ts';
import { historyEntry } from '../../src-preload/contract/history.ts';
import { invitation } from '../../src-preload/contract/invitations.ts';
import { known } from '../../src-preload/contract/known.ts';
import { member, memberStatus } from '../../src-preload/contract/members.ts';
import { coverage, person } from '../../src-preload/contract/people.ts';
import { receiptFile } from '../../src-preload/contract/receipt-file.ts';
import { effectivePermissions, role, roleCell } from '../../src-preload/contract/roles.ts';
import { asOfFacts } from '../../src-preload/contract/timeline.ts';
import { token } from '../../src-preload/contract/tokens.ts';
import { workspace, workspaceDetail } from '../../src-preload/contract/workspaces.ts';
import { commandCallSchemas as calls } from './runtime/call-schemas.ts';
import { exitCodes, type ExitName } from './exit-codes.ts';

/*
 * What --json prints, by command. Times are epoch ms. A value that a system may leave out is {"state": "known", "value": …}, {"state": "none"}
 * or {"state": "not-reported"}. A field may be added; none is removed or gets another meaning.
 */

const place = { connectionId: z.string(), workspaceId: z.string(), workspace: z.string() };
/** Connections of which not everything could be fetched; their copies are in the answer as they are. */
const failed = z.array(z.object({ connectionId: z.string(), connection: z.string(), sentence: z.string() }));

const workspaces = z.object({
  workspaces: z.array(workspace.extend({ connection: z.string() })),
  freshness: z.array(freshness.extend({ connectionId: z.string(), connection: z.string() })),
  failed,
});

/** How a change ended: `planned` with --dry-run, `refused` by a check, `guided` where a person has to do it; else as the exit code says. */
const outcome = z.enum(['planned', 'refused', 'guided', 'done', 'partly', 'failed']);
const change = z.object({
  outcome,
  plan,
  /** With --reveal alone. */
  secrets: z.array(z.object({ tokenId: z.string(), secret: z.string() })).optional(),
  /** Where the receipt couldn’t be saved on this device: that, and what to do. */
  unsaved: z.object({ sentence: z.string(), nextStep: z.string() }).optional(),
});

const pastRows = z.union([
  calls['timeline.asOfMembers'].output.shape.rows,
  calls['timeline.asOfTokens'].output.shape.rows,
  calls['timeline.asOfInvitations'].output.shape.rows,
]);

export const outputSchemas: Readonly<Record<string, z.ZodType>> = {
  'connections list': z.object({ connections: z.array(connection) }),
  'connections show': z.object({ connection, capabilities: calls['connections.capabilities'].output }),
  'connections refresh': z.object({
    refreshed: z.array(
      z.object({
        connectionId: z.string(),
        label: z.string(),
        workspaces: z.int(),
        at: z.number().nullable(),
      }),
    ),
    failed,
  }),
  'connections sign-out': z.object({
    outcome: z.enum(['planned', 'done']),
    connectionId: z.string(),
    label: z.string(),
  }),
  'workspace list': workspaces,
  'workspace show': workspaceDetail.extend({ connection: z.string() }),
  'workspace create': change,
  'workspace update': change,
  'workspace leave': change,
  'workspace delete': change,
  'workspace clone': change,
  'workspace default': change,
  'workspace provision': change,
  'organization list': workspaces,
  'organization create': change,
  'organization update': change,
  'members list': z.object({ ...place, members: z.array(member), freshness }),
  'members invite': change,
  'members role': change,
  'members remove': change,
  'invitations list': z.object({ ...place, invitations: z.array(invitation), freshness }),
  'invitations cancel': change,
  'roles list': z.object({ ...place, roles: z.array(role), freshness }),
  'roles show': z.object({
    ...place,
    role,
    freshness,
    permissions: z.array(
      z.object({ table: z.string(), id: z.string(), label: z.string(), cell: roleCell.nullable() }),
    ),
  }),
  'roles explain': effectivePermissions.extend({ ...place, freshness }),
  'tokens list': z.object({ ...place, tokens: z.array(token), freshness }),
  'tokens create': change,
  'tokens rotate': change,
  'tokens enable': change,
  'tokens disable': change,
  'tokens revoke': change,
  'tokens delete': change,
  who: z.object({
    email: z.string(),
    access: z.array(
      z.object({
        connection: z.string(),
        connectionId: z.string(),
        userId: z.string(),
        email: z.string(),
        name: known(z.string()),
        workspace: z.string(),
        workspaceId: z.string(),
        role: z.object({ id: z.string(), label: z.string() }),
        status: memberStatus,
        /** Of the lists of tokens that were fetched: all of them, or more may be in the others. */
        activeTokens: z.int(),
        tokensComplete: z.boolean(),
      }),
    ),
    coverage,
    failed,
  }),
  search: z.discriminatedUnion('in', [
    z.object({ in: z.literal('people'), query: z.string(), people: z.array(person), coverage, failed }),
    z.object({
      in: z.literal('tokens'),
      query: z.string(),
      tokens: calls['people.tokens'].output.shape.rows,
      matching: z.int(),
      coverage,
      failed,
    }),
    z.object({
      in: z.literal('workspaces'),
      query: z.string(),
      workspaces: calls['people.workspaces'].output.shape.rows,
      matching: z.int(),
      coverage,
      failed,
    }),
  ]),
  history: z.object({
    connectionId: z.string(),
    workspaceId: z.string().nullable(),
    source: z.enum(['all', 'app', 'observed']),
    entries: z.array(historyEntry),
    total: z.int(),
    freshness,
  }),
  'as-of': z.object({
    ...place,
    list: z.enum(['members', 'tokens', 'invitations']),
    at: z.number(),
    facts: asOfFacts,
    rows: pastRows,
  }),
  diff: calls['timeline.compare'].output.extend(place),
  /** With --format json, the app's own export; with --output, where it went. */
  export: z.union([
    z.object({ rows: z.int(), complete: z.boolean(), csv: z.string() }),
    z.object({ file: z.string(), format: z.enum(['csv', 'json']), rows: z.int(), complete: z.boolean() }),
    z.object({ rows: z.array(z.unknown()) }).loose(),
  ]),
  plan: z.object({
    outcome: z.enum(['planned', 'refused']),
    plan,
    /** Whether `apply` finds it by its ID. */
    kept: z.boolean(),
    /** What --confirm takes; null: --yes is enough. */
    confirm: z.string().nullable(),
  }),
  apply: change,
  undo: change,
  'receipts list': z.object({ receipts: z.array(planSummary) }),
  'receipts show': receiptFile,
};

// Object.keys loses the key type; the table is keyed by name.
const exitNames = Object.keys(exitCodes) as [ExitName, ...ExitName[]];

/** What an error has beside its sentence, where there is more to say. */
const errorDetails = z.strictObject({
  /** What the app calls it. */
  kind: z.string().optional(),
  /** Technical, without secrets. */
  detail: z.string().nullable().optional(),
  /** What an ambiguous name may mean. */
  candidates: z.array(z.object({ id: z.string(), name: z.string(), about: z.string() })).optional(),
  /** Of what isn’t there. */
  freshness: freshness.optional(),
  coverage: coverage.optional(),
  facts: asOfFacts.optional(),
});
export type ErrorDetails = z.infer<typeof errorDetails>;

/** What --json prints where a command ends with an error. */
export const errorOutput = z.strictObject({
  error: errorDetails.extend({ exit: z.enum(exitNames), sentence: z.string(), nextStep: z.string() }),
});

/** Shapes that many commands print, with their names in the JSON Schema. */
export const namedShapes: Readonly<Record<string, z.ZodType>> = {
  change,
  connection,
  coverage,
  freshness,
  historyEntry,
  invitation,
  member,
  person,
  plan,
  role,
  token,
  workspace,
};
