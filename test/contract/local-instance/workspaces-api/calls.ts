import { z } from 'zod';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import { sampleWorkspacesApi } from '../../../../src-main/local-instance/sample/workspaces-api.ts';
import type { LocalInstance } from '../../../support/local-instance.ts';
import { someText } from '../../../support/matchers.ts';
import { bearer, callAt } from '../../../support/other-systems.ts';
import { present } from '../../../support/results.ts';

/** A number that was never given to anything. */
export const missing = 999_999;

const named = z.object({ id: z.int(), name: z.string() });
const organizationsAnswer = z.object({ data: z.object({ organizations: z.array(named) }) });
export const workspacesAnswer = z.object({
  data: z.object({
    workspaces: z.array(named.extend({ organization_id: z.int(), slug: z.string() })),
    total_count: z.int(),
  }),
});
export const workspaceAnswer = z.object({ data: z.object({ workspace: named }) });
export const rolesAnswer = z.object({ data: z.object({ roles: z.array(named) }) });
const membersAnswer = z.object({
  data: z.object({
    members: z.array(
      z.object({
        user_id: z.int(),
        email: z.string(),
        name: z.string(),
        role: named,
        joined_at: z.iso.datetime(),
      }),
    ),
  }),
});
export const tokenAnswer = z.object({ data: z.object({ id: z.int(), token: z.string() }) });

/* The two shapes of its errors. */
export const coded = (code: string, details: unknown = {}) => ({
  error: { code, message: someText, details, timestamp: someText },
});
export const plain = (code: string) => ({ success: false, error: { code, message: someText } });

export const outcome = ({ status, json }: { status: number; json: unknown }) => [status, json];

interface Options {
  readonly as?: string;
  /** Instead of a session; null: none. */
  readonly token?: string | null;
  readonly body?: unknown;
}

/** Calls of the Workspaces API's dialect at this local instance, by Ana unless somebody else is named. */
export function workspacesApiCalls(local: LocalInstance) {
  const { ana } = samplePeople;
  /** By person, server and time: where one of them is another, they sign in anew. */
  const sessions = new Map<string, string>();
  async function sessionOf(email: string): Promise<string> {
    const key = `${email} ${local.server.url} ${local.clock}`;
    const token = sessions.get(key) ?? (await local.server.sessionFor('workspaces-api', email));
    sessions.set(key, token);
    return token;
  }

  /** `path` is under `/api`. */
  async function call(method: string, path: string, { as = ana, token, body }: Options = {}) {
    const base = `${local.server.addresses['workspaces-api']}/api`;
    return callAt(base, method, path, bearer(token === undefined ? await sessionOf(as) : token), body);
  }

  async function organization(name: string = sampleWorkspacesApi.northwind, as = ana): Promise<number> {
    const all = organizationsAnswer.parse((await call('GET', '/v1/organizations/', { as })).json);
    const found = all.data.organizations.find((one) => one.name === name);
    return present(found, `organization ${name}`).id;
  }
  async function workspaces(organizationId: number, as = ana) {
    const answer = await call('GET', `/v1/organizations/${organizationId}/workspaces`, { as });
    return workspacesAnswer.parse(answer.json).data.workspaces;
  }
  async function workspace(name: string, organizationName?: string): Promise<number> {
    const all = await workspaces(await organization(organizationName));
    return present(
      all.find((one) => one.name === name),
      `workspace ${name}`,
    ).id;
  }
  async function role(organizationId: number, name: string): Promise<number> {
    const all = rolesAnswer.parse((await call('GET', `/v1/organizations/${organizationId}/roles`)).json);
    return present(
      all.data.roles.find((one) => one.name === name),
      `role ${name}`,
    ).id;
  }
  async function member(organizationId: number, email: string, as = ana) {
    // Pages of a hundred: the sample's organization has more people than that.
    for (const skip of [0, 100]) {
      const answer = await call('GET', `/v1/organizations/${organizationId}/members?skip=${skip}`, { as });
      const found = membersAnswer.parse(answer.json).data.members.find((one) => one.email === email);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return { call, organization, workspaces, workspace, role, member };
}
