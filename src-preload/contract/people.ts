import { z } from 'zod';
import { memberStatus } from './members.ts';
import { longestQuery } from '../shared/limits.ts';
import { badge, colour } from './connections.ts';
import { listName } from './freshness.ts';
import { known } from './known.ts';
import { providerId, sortOrder, workspaceRef } from './refs.ts';
import { token } from './tokens.ts';
import { workspace } from './workspaces.ts';

/**
 * How many lists of several places a statement rests on: those under an hour old are `fresh`, older ones `stale`; `waiting`: the server has
 * answered otherwise since, which isn't confirmed yet; `never`: never fetched completely; `hidden`: not shown because of their age. The other
 * counts are parts of these.
 */
export const coverage = z.object({
  fresh: z.int(),
  stale: z.int(),
  waiting: z.int(),
  never: z.int(),
  /** Copies too old to be shown: they aren't searched. */
  hidden: z.int(),
  /** Lists whose last refresh failed. */
  failing: z.int(),
  /** Lists whose last fetch left out unreadable records. */
  incomplete: z.int(),
  bands: z.object({ fresh: z.int(), today: z.int(), week: z.int(), old: z.int(), unknown: z.int() }),
  /** When the oldest one was fetched (epoch ms); null: none was. */
  oldest: z.number().nullable(),
});
export type Coverage = z.infer<typeof coverage>;

export const queryProblem = z.object({
  from: z.int(),
  to: z.int(),
  message: z.string(),
  suggestion: z.string().nullable(),
});

/** The connection that a row across everything is from, as its badge shows it. */
export const rowConnection = z.object({
  id: z.string(),
  label: z.string(),
  badge,
  colour,
  provider: providerId,
});

const labelled = z.object({ id: z.string(), label: z.string() });

export const personPlace = z.object({
  workspaceId: z.string(),
  workspaceName: z.string(),
  /** Wire id. */
  role: z.string(),
  status: memberStatus,
  /** Whether it is one of those that the query asks for. */
  matches: z.boolean(),
});
export type PersonPlace = z.infer<typeof personPlace>;

/** A person in one connection: an e-mail doesn't make two people of two connections the same. */
export const person = z.object({
  connection: rowConnection,
  userId: z.string(),
  email: z.string(),
  name: known(z.string()),
  places: z.array(personPlace.omit({ role: true }).extend({ role: labelled })),
  /** All their places; `places` has the first few. */
  placeCount: z.int(),
  /** Of the lists of tokens that were fetched; not `complete`: there may be more in others, or nobody is told. */
  tokens: z.object({ all: z.int(), active: z.int(), complete: z.boolean() }),
  isMe: z.boolean(),
});
export type Person = z.infer<typeof person>;

/** A token among those of several connections. */
const tokenAcross = token.omit({ actions: true }).extend({
  connection: rowConnection,
  workspaceId: z.string(),
  workspaceName: z.string(),
});

const query = z.string().max(longestQuery);
const across = z.object({
  query,
  /** null: all. */
  connectionIds: z.array(z.string()).nullable(),
  limit: z.int().min(1).max(200),
});
const after = z.string().max(4000).nullable();

export const peopleCalls = {
  /** The next page starts at `next`; the rows aren't counted. */
  page: {
    input: across.extend({
      sort: z.object({ by: z.literal('name'), order: sortOrder }),
      after,
      /** So many places of each person are given; left out: the first few. */
      mostPlaces: z.int().min(1).max(100_000).optional(),
    }),
    output: z.object({
      rows: z.array(person),
      next: z.string().nullable(),
      coverage,
      problems: z.array(queryProblem),
    }),
  },
  /** People and tokens that match a text, the best first: for a search over everything. */
  find: {
    input: z.object({ query, limit: z.int().min(1).max(50) }),
    output: z.object({ people: z.array(person), tokens: z.array(tokenAcross) }),
  },
  /** The exact number of people who match; this can take a while. */
  count: {
    input: across.omit({ limit: true }),
    output: z.object({ people: z.int(), coverage }),
  },
  tokens: {
    input: across.extend({
      offset: z.int().min(0),
      sort: z.object({
        by: z.enum(['name', 'owner', 'created', 'expires', 'last-used', 'workspace']),
        order: sortOrder,
      }),
    }),
    output: z.object({
      rows: z.array(tokenAcross),
      matching: z.int(),
      coverage,
      problems: z.array(queryProblem),
    }),
  },
  workspaces: {
    input: across.extend({
      offset: z.int().min(0),
      sort: z.object({ by: z.enum(['name', 'members', 'organization']), order: sortOrder }),
    }),
    output: z.object({
      rows: z.array(workspace.extend({ connection: rowConnection })),
      matching: z.int(),
      coverage,
      problems: z.array(queryProblem),
    }),
  },
  coverage: {
    input: z.object({ connectionIds: z.array(z.string()).nullable(), list: listName }),
    output: coverage,
  },
  /** The roles that `role:` may name over these connections, built in or kept by their servers; each label once. */
  roles: { input: z.object({ connectionIds: z.array(z.string()).nullable() }), output: z.array(labelled) },
  /** How many members a selection by rule has, and the first of them. A plan takes the rule, not the rows. */
  previewSelection: {
    input: workspaceRef.extend({
      query,
      except: z.array(z.string()).max(10_000),
      limit: z.int().min(0).max(200),
    }),
    output: z.object({
      total: z.int(),
      rows: z.array(
        z.object({
          userId: z.string(),
          email: z.string(),
          role: labelled,
          status: memberStatus,
        }),
      ),
      /** A rule with a problem may select more than was meant, so nothing may be planned from it. */
      problems: z.array(queryProblem),
    }),
  },
};
