import { z } from 'zod';
import { samplePeople } from '../../../../src-main/local-instance/sample/seed.ts';
import type { LocalInstance } from '../../../support/local-instance.ts';
import { bearer, callAt } from '../../../support/other-systems.ts';
import { present } from '../../../support/results.ts';

export const organizationList = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['organization', 'personal']),
    role: z.string(),
  }),
);
export const workspaceList = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    organization_id: z.string(),
    is_default: z.boolean(),
    role: z.string().nullable(),
    created_at: z.iso.datetime(),
  }),
);
export const memberList = z.array(
  z.object({ user_id: z.string(), email: z.string(), name: z.string(), role: z.string() }),
);

interface Options {
  readonly as?: string;
  readonly body?: unknown;
}

/** Calls of Unstructured's dialect at this local instance, by Ana unless somebody else is named. */
export function unstructuredCalls(local: LocalInstance) {
  const { ana } = samplePeople;
  /** By person and server; they last until their end, as those of people do. */
  const sessions = new Map<string, string>();

  /** `path` is under the system's own address. */
  async function send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: unknown,
  ) {
    const answer = await callAt(local.server.addresses.unstructured, method, path, headers, body);
    const { status } = answer;
    return { status, json: status === 204 ? null : answer.json };
  }
  /** `path` is under the management API. */
  async function call(method: string, path: string, { as = ana, body }: Options = {}) {
    const key = `${as} ${local.server.url}`;
    const token = sessions.get(key) ?? (await local.server.sessionFor('unstructured', as));
    sessions.set(key, token);
    return send(method, `/api/v1${path}`, bearer(token), body);
  }

  async function organization(name: string, as = ana): Promise<string> {
    const all = organizationList.parse((await call('GET', '/organizations/', { as })).json);
    return present(
      all.find((one) => one.name === name),
      `organization ${name}`,
    ).id;
  }
  const workspaces = async (organizationId: string, as = ana) =>
    workspaceList.parse((await call('GET', `/organizations/${organizationId}/workspaces/`, { as })).json);
  async function workspace(organizationId: string, name: string, as = ana): Promise<string> {
    return present(
      (await workspaces(organizationId, as)).find((one) => one.name === name),
      `workspace ${name}`,
    ).id;
  }
  /** Somebody who is in the organization, in this role, and in none of its workspaces. */
  async function newcomer(organizationId: string, role: string): Promise<string> {
    const email = `${role}@newcomers.example`;
    await call('POST', `/organizations/${organizationId}/members/`, { body: { email, role } });
    return email;
  }

  return { send, call, organization, workspaces, workspace, newcomer };
}
