import { z } from 'zod';
import { longestQuery } from '../shared/limits.ts';
import { sortOrder, workspaceRef } from './refs.ts';

/** The kinds of lists that keep columns and views: those that have a query (`QueryList`). */
export const listKind = z.enum([
  'members',
  'tokens',
  'invitations',
  'people',
  'allTokens',
  'allWorkspaces',
  'allHistory',
]);

/** A column as it was chosen. `width` in px; null: as the list has it. */
export const columnChoice = z.object({
  id: z.string().min(1).max(40),
  shown: z.boolean(),
  width: z.int().min(40).max(2000).nullable(),
});
export type ColumnChoice = z.infer<typeof columnChoice>;

/** In the chosen order. Columns that only some systems have keep their place in it. */
export const columnChoices = z.array(columnChoice).max(40);

/** A named search with its order. */
export const savedView = z.object({
  id: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(60),
  list: listKind,
  /** The workspace whose list it is for; null: every list of its kind. */
  place: workspaceRef.nullable(),
  query: z.string().max(longestQuery),
  /** Which part of a list that has several (“active”, “ended”); null where there is one. */
  part: z.string().max(20).nullable(),
  sort: z.object({ by: z.string().max(20), order: sortOrder }),
  /** null: it leaves the columns as they are. */
  columns: columnChoices.nullable(),
});
export type SavedView = z.infer<typeof savedView>;

export const viewsCalls = {
  /** All of them, in the order in which they were made. */
  list: { input: z.object({}), output: z.array(savedView) },
  /** Replaces the view with this id, or adds it if there is none. */
  save: { input: savedView.extend({ id: savedView.shape.id.nullable() }), output: savedView },
  remove: { input: z.object({ id: z.string() }), output: z.null() },
  columns: { input: z.object({}), output: z.partialRecord(listKind, columnChoices) },
  /** null: as the list has them. */
  setColumns: { input: z.object({ list: listKind, columns: columnChoices.nullable() }), output: z.null() },
};
