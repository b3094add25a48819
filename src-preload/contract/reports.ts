import { z } from 'zod';
import { longestQuery } from '../shared/limits.ts';
import { memberSort } from './members.ts';
import { askedInstant, sortOrder, workspaceRef } from './refs.ts';
import { tokenSort } from './tokens.ts';

const query = z.string().max(longestQuery);
const place = workspaceRef.extend({ query });
/** null: all connections. */
const across = z.object({ query, connectionIds: z.array(z.string()).nullable() });
const past = place.extend({ at: askedInstant });

/** What is exported: a list as it is shown, with its search and order. */
export const reportList = z.discriminatedUnion('list', [
  place.extend({ list: z.literal('members'), sort: memberSort }),
  place.extend({
    list: z.literal('invitations'),
    part: z.enum(['open', 'ended']),
    sort: z.object({ by: z.enum(['email', 'status', 'created', 'expires']), order: sortOrder }),
  }),
  place.extend({ list: z.literal('tokens'), part: z.enum(['active', 'inactive']), sort: tokenSort }),
  across.extend({ list: z.literal('people'), sort: z.object({ by: z.literal('name'), order: sortOrder }) }),
  across.extend({
    list: z.literal('allTokens'),
    sort: z.object({
      by: z.enum(['name', 'owner', 'created', 'expires', 'last-used', 'workspace']),
      order: sortOrder,
    }),
  }),
  across.extend({
    list: z.literal('allWorkspaces'),
    sort: z.object({ by: z.enum(['name', 'members', 'organization']), order: sortOrder }),
  }),
  across.extend({ list: z.literal('allHistory') }),
  past.extend({ list: z.literal('pastMembers') }),
  past.extend({ list: z.literal('pastTokens') }),
  past.extend({ list: z.literal('pastInvitations') }),
  z.object({
    list: z.literal('history'),
    connectionId: z.string(),
    workspaceId: z.string().nullable(),
    source: z.enum(['all', 'app', 'observed']),
  }),
]);
export type ReportList = z.infer<typeof reportList>;

/** `…-data`: the rows alone, for programs, without what says where they are from and as of when. */
export const reportFormat = z.enum(['csv', 'csv-data', 'json', 'json-data', 'pdf']);
export type ReportFormat = z.infer<typeof reportFormat>;

export const reportsCalls = {
  /** Asks where to, and writes the whole list there; null when the person cancelled. */
  save: {
    input: z.object({
      of: reportList,
      format: reportFormat,
      /** The ids of the columns that are shown; what identifies a row is always there. null: all. */
      columns: z.array(z.string().max(100)).max(100).nullable(),
    }),
    output: z
      .object({
        rows: z.int(),
        /** False: there may be more. */
        complete: z.boolean(),
        fileName: z.string(),
        /** For `showInFolder`, because the window may not name a path. */
        fileId: z.string(),
      })
      .nullable(),
  },
  showInFolder: { input: z.object({ fileId: z.string() }), output: z.null() },
};
