import type { Identity } from '../../../src-preload/contract/connections.ts';
import { sampleSignIn } from '../../../src-main/local-instance/dialects/system/identity.ts';
import type { Fault } from '../../../src-main/local-instance/faults.ts';
import type { ProviderSession } from '../../../src-main/providers/provider.ts';
import { system } from '../../../src-main/providers/system/provider.ts';
import { memoryStorage } from '../../support/connection-storage.ts';
import { testHttpClient } from '../../support/http-client.ts';
import type { LocalInstance } from '../../support/local-instance.ts';
import { newWorkspace, perform, type PlaceChange } from '../../support/perform.ts';
import { valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { targetOf } from '../../support/target.ts';
import { start } from '../../support/time.ts';

export const http = testHttpClient();

/** What a person enters to sign in to the sample's SYSTEM. */
export const passwordForm = (email: string, more: Readonly<Record<string, string>> = {}) => ({
  email,
  password: sampleSignIn.password,
  portalCode: sampleSignIn.portalCode,
  ...more,
});

/** The server's answer in its envelope, whatever was asked: a yes with this data unless `more` says otherwise. */
export const answers = (
  data: unknown,
  {
    status = 200,
    ...more
  }: { status?: number; success?: boolean; code?: string | number; version?: string } = {},
): Fault => ({
  kind: 'status',
  status,
  body: { version: 'v2', timestamp: start, success: true, code: '2000', message: '', data, ...more },
});

/** Sessions of SYSTEM at this local instance, and what the tests do with them. */
export function systemSessions(local: LocalInstance) {
  const target = () => targetOf(local.server.systemUrl);
  const beginSignIn = (values: Record<string, string>, options: Record<string, string> = {}) =>
    system.formSignIn(http, target(), { method: 'password', values, options }, signal);

  async function askedForCode(email: string) {
    const step = valueOf(await beginSignIn(passwordForm(email)));
    if (step.step !== 'code') throw new Error('no code asked for');
    return step;
  }
  const secretFor = async (email: string): Promise<string> =>
    valueOf(await (await askedForCode(email)).complete(sampleSignIn.mfaCode, signal));

  interface Kept {
    options?: Record<string, string>;
    identity?: Identity | null;
  }
  const storageOf = (secret: string, kept: Kept = {}) =>
    memoryStorage(secret, { apiVariant: system.defaultApiVariant, now: () => local.clock, ...kept });
  const sessionWith = (secret: string, kept: Kept = {}): ProviderSession =>
    system.session(http, target(), storageOf(secret, kept));
  const sessionOf = async (email: string, options: Record<string, string> = {}): Promise<ProviderSession> =>
    sessionWith(await secretFor(email), { options });

  const workspaceId = (name: string) => local.workspaceId('system', name);
  const roleId = (workspace: string, name: string): string => {
    const role = local.server.directory.customRoles.byName(workspaceId(workspace), name);
    if (!role) throw new Error(`${workspace} has no role ${name}`);
    return role.id;
  };

  const change = (session: ProviderSession, workspace: string, request: PlaceChange) =>
    perform(session, { ...request, workspaceId: workspaceId(workspace) });
  const create = (session: ProviderSession, name: string, timezone: string) =>
    perform(session, newWorkspace(name, { kind: 'remote-url', timezone }));
  const rename = (session: ProviderSession, workspace: string, name: string) =>
    change(session, workspace, { type: 'workspace.update', name, description: '' });
  const answerInvitation = (session: ProviderSession, invitationId: string, what: 'accept' | 'decline') =>
    perform(session, { type: `invitation.${what}`, invitationId });

  const workspaceBy = async (session: ProviderSession, name: string) =>
    valueOf(await session.workspaces(signal)).rows.find((row) => row.name === name);
  const memberBy = async (session: ProviderSession, workspace: string, email: string) =>
    valueOf(await session.members(workspaceId(workspace), signal)).rows.find((row) => row.email === email);
  const roleBy = async (session: ProviderSession, workspace: string, name: string) =>
    valueOf(await session.roles(workspaceId(workspace), signal)).rows.find((row) => row.name === name);
  const invitationsOf = async (session: ProviderSession, workspace: string) =>
    valueOf(await session.invitations(workspaceId(workspace), signal)).rows;
  const factOf = async (session: ProviderSession, workspace: string, label: string) =>
    valueOf(await session.details(workspaceId(workspace), signal)).rows[0]?.facts.find(
      (one) => one.label === label,
    )?.value;

  return {
    target,
    beginSignIn,
    askedForCode,
    secretFor,
    storageOf,
    sessionWith,
    sessionOf,
    workspaceId,
    roleId,
    change,
    create,
    rename,
    answerInvitation,
    workspaceBy,
    memberBy,
    roleBy,
    invitationsOf,
    factOf,
    /** All requests to this path of SYSTEM suffer this. */
    fault: (path: string, fault: Fault) => {
      local.fault(`/system${path}`, fault);
    },
  };
}
