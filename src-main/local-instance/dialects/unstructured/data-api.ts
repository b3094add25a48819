import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import { done, refuse, type Outcome, type Problem } from './outcome.ts';
import { systemName } from './session.ts';
import { parseOrganizationExtra, parseWorkspaceExtra } from './workspace-extra.ts';

/** Under the base path of the dialect; the real service has it on a host of its own. */
export const dataApiPath = '/data/api/v1';

const maxPageSize = 100;
const keyPattern = /^[0-9A-Za-z]{20,64}$/;

/**
 * The workspace that a key opens. The real service has no word of its own for a key that was deleted or switched
 * off: it is answered as one that was mistyped.
 */
function workspaceOfKey(directory: Directory, header: string | string[] | undefined): Outcome<Workspace> {
  const value = Array.isArray(header) ? header[0] : header;
  if (value === undefined || value === '') return refuse.keyMissing();
  const key = keyPattern.test(value) ? directory.apiKeys.bySecret(value, systemName) : null;
  if (!key?.enabled || key.workspaceId === null) return refuse.keyMalformed();
  const organization = directory.organizations.byId(key.organizationId, systemName);
  const workspace = directory.workspaces.byId(key.workspaceId, systemName);
  if (!organization || !workspace || workspace.deletedAt !== null) return refuse.keyMalformed();
  return parseOrganizationExtra(organization.extra).paymentRequired
    ? refuse.paymentRequired()
    : done(workspace);
}

const querySchema = z.object({ page: z.string().optional(), page_size: z.string().optional() });

interface Page {
  readonly page: number;
  readonly size: number;
}

function readPage(query: unknown): Outcome<Page> {
  const parsed = querySchema.safeParse(query);
  const given = parsed.success ? parsed.data : {};
  const problems: Problem[] = [];
  const read = (name: 'page' | 'page_size', byDefault: number): number => {
    const text = given[name] ?? String(byDefault);
    const loc = ['query', name];
    if (!/^-?\d+$/.test(text)) {
      problems.push({
        loc,
        msg: 'Input should be a valid integer, unable to parse string as an integer',
        type: 'int_parsing',
      });
    } else if (Number(text) < 1) {
      problems.push({ loc, msg: 'Input should be greater than or equal to 1', type: 'greater_than_equal' });
    }
    return Number(text);
  };
  const page = read('page', 1);
  const size = read('page_size', 20);
  if (problems.length > 0) return refuse.problems(problems);
  // The other of the two shapes in which the real service says 422.
  if (size > maxPageSize) return refuse.unprocessable(`page_size must not be greater than ${maxPageSize}`);
  return done({ page, size });
}

function listWorkflows(directory: Directory, key: string | string[] | undefined, query: unknown) {
  const opened = workspaceOfKey(directory, key);
  if (!opened.ok) return opened;
  const asked = readPage(query);
  if (!asked.ok) return asked;
  const workspace = opened.value;
  const { page, size } = asked.value;
  const all = parseWorkspaceExtra(workspace.extra).workflows.map((name, index) => ({
    id: `${workspace.id}-${index + 1}`,
    name,
    status: 'active',
    created_at: new Date(workspace.createdAt).toISOString(),
    sources: [],
    destinations: [],
    workflow_nodes: [],
  }));
  return done(all.slice((page - 1) * size, page * size));
}

/** The one call of the published data API by which a client finds out whether a key works. */
export function registerDataApi(app: FastifyInstance, directory: Directory): void {
  app.get(`${dataApiPath}/workflows`, (request, reply) => {
    const outcome = listWorkflows(directory, request.headers['unstructured-api-key'], request.query);
    if (outcome.ok) return reply.send(outcome.value);
    return reply.code(outcome.refusal.status).send({ detail: outcome.refusal.detail });
  });
}
