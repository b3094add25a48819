import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type {
  Performed,
  ProviderSession,
  ProvisionRequest,
  RowOutcome,
} from '../../../src-main/providers/provider.ts';
import type {
  DetailsRow,
  InvitationRow,
  MemberRow,
  RoleRow,
  TokenRow,
  WorkspaceRow,
} from '../../../src-main/base/records.ts';
import { unused } from '../../support/unused.ts';
import { customRole, invitation, me, person, token, workspace } from './rows.ts';

export const theSecret = 'eyJhbGciOiJIUzI1NiJ9.secret-of-the-new-token';

/** One server in memory. `onPerform` may answer instead of it, before or after it did the work. */
export interface FakeServer {
  workspaces: WorkspaceRow[];
  members: Map<string, MemberRow[]>;
  invitations: Map<string, InvitationRow[]>;
  roles: Map<string, RoleRow[]>;
  tokens: Map<string, TokenRow[]>;
  details: Map<string, DetailsRow>;
  sent: ChangeRequest[];
  /** Rows of each provisioning request. */
  provisioned: ProvisionRequest[][];
  fetched: string[];
  onPerform: ((request: ChangeRequest, work: () => Result<Performed>) => Promise<Result<Performed>>) | null;
  onProvision:
    ((rows: readonly ProvisionRequest[], work: () => RowOutcome[]) => Promise<Result<RowOutcome[]>>) | null;
  onFetch: ((list: string) => AppError | null) | null;
  unreadable: number;
  /** Where somebody who is invited shows. */
  invitedIn: 'members' | 'invitations';
  session: ProviderSession;
}

export function fakeServer(): FakeServer {
  const nothing: Performed = { createdWorkspaceId: null, createdToken: null };
  const server: FakeServer = {
    workspaces: [workspace('w1'), workspace('w2')],
    members: new Map([
      [
        'w1',
        [
          person('ana', 'OWNER'),
          person('dana', 'EDITOR'),
          person('eli', 'APPROVER'),
          person('finn', 'EDITOR'),
        ],
      ],
      ['w2', [person('ana', 'OWNER')]],
    ]),
    invitations: new Map(),
    roles: new Map(),
    tokens: new Map([['w1', [token('ci', 'dana')]]]),
    details: new Map(),
    sent: [],
    provisioned: [],
    fetched: [],
    onPerform: null,
    onProvision: null,
    onFetch: null,
    unreadable: 0,
    invitedIn: 'members',
    session: {
      whoami: async () => ok(me),
      workspaces: async () => list('workspaces', server.workspaces),
      members: async (id) => list(`members ${id}`, server.members.get(id) ?? []),
      invitations: async (id) => list(`invitations ${id}`, server.invitations.get(id) ?? []),
      roles: async (id) => list(`roles ${id}`, server.roles.get(id) ?? []),
      tokens: async (id) => list(`tokens ${id}`, server.tokens.get(id) ?? []),
      details: async (id) => list(`details ${id}`, [server.details.get(id) ?? { settings: none, facts: [] }]),
      async perform(request) {
        server.sent.push(request);
        const work = () => perform(request);
        return server.onPerform ? server.onPerform(request, work) : work();
      },
      async provision(rows) {
        server.provisioned.push([...rows]);
        const work = () =>
          rows.map(({ organizationId, name }): RowOutcome => ({
            made: true,
            workspaceId: made({ name, organization: knownValue({ id: organizationId, name: 'Org' }) }),
          }));
        return server.onProvision ? server.onProvision(rows, work) : ok(work());
      },
    },
  };
  function made(more: Partial<WorkspaceRow>): string {
    const id = `w${server.workspaces.length + 7}`;
    server.workspaces.push(workspace(id, more));
    return id;
  }
  function list<T>(name: string, rows: T[]) {
    server.fetched.push(name);
    const error = server.onFetch?.(name);
    return error
      ? fail(error)
      : ok({
          rows: structuredClone(rows),
          unreadable: server.unreadable,
          partlyUnreadable: 0,
          serverDate: null,
          asOf: null,
        });
  }
  function perform(request: ChangeRequest): Result<Performed> {
    switch (request.type) {
      case 'workspace.create':
      case 'workspace.provision':
      case 'workspace.clone': {
        const organization = 'organizationId' in request ? request.organizationId : undefined;
        const at = organization === undefined ? none : knownValue({ id: organization, name: 'Org' });
        return ok({ ...nothing, createdWorkspaceId: made({ name: request.name, organization: at }) });
      }
      case 'organization.create':
        return ok({ ...nothing, createdWorkspaceId: made({ name: request.name, scope: 'organization' }) });
      case 'invitation.accept':
        return ok({ ...nothing, createdWorkspaceId: made({ name: 'Theirs' }) });
      case 'invitation.decline':
        return ok(nothing);
      case 'token.rotate':
        return unused();
      default:
        return performAt(request);
    }
  }
  function performAt(request: Extract<ChangeRequest, { workspaceId: string }>): Result<Performed> {
    const id = request.workspaceId;
    const members = server.members.get(id) ?? [];
    const tokens = server.tokens.get(id) ?? [];
    const change = (part: Partial<WorkspaceRow>) => {
      server.workspaces = server.workspaces.map((row) => (row.id === id ? { ...row, ...part } : row));
    };
    const changeToken = (tokenId: string, part: Partial<TokenRow>) =>
      server.tokens.set(
        id,
        tokens.map((row) => (row.id === tokenId ? { ...row, ...part } : row)),
      );
    switch (request.type) {
      case 'workspace.update':
        change({
          name: request.name,
          description: knownValue(request.description),
          ...(request.timezone
            ? { facts: [{ label: 'Time zone', value: knownValue(request.timezone) }] }
            : {}),
        });
        break;
      case 'organization.update':
        change({ name: request.name });
        break;
      case 'workspace.change-settings':
        server.details.set(id, { settings: knownValue(request.settings), facts: [] });
        break;
      case 'workspace.transfer':
        change({ owner: notReported, myRole: knownValue('editor') });
        server.members.set(
          id,
          members.map((row) =>
            row.userId === request.userId
              ? { ...row, role: 'owner' }
              : row.role === 'owner'
                ? { ...row, role: 'editor' }
                : row,
          ),
        );
        break;
      case 'workspace.approvals':
        change({ approvalsEnabled: knownValue(request.enabled) });
        break;
      case 'workspace.delete':
      case 'workspace.leave':
        server.workspaces = server.workspaces.filter((row) => row.id !== id);
        break;
      case 'member.invite': {
        if (server.invitedIn === 'invitations') {
          const { email, role } = request;
          const open = server.invitations.get(id) ?? [];
          const row = invitation(`i${open.length + 1}`, email, {
            role: role === null ? none : knownValue(role),
          });
          server.invitations.set(id, [...open, row]);
          break;
        }
        const userId = request.email.split('@')[0] ?? '';
        const role = request.role ?? 'EDITOR';
        server.members.set(id, [
          ...members,
          person(userId, role, { email: request.email, status: 'pending' }),
        ]);
        break;
      }
      case 'member.set-role':
        server.members.set(
          id,
          members.map((row) => (row.userId === request.userId ? { ...row, role: request.role } : row)),
        );
        break;
      case 'member.remove':
        server.members.set(
          id,
          members.filter((row) => row.userId !== request.userId),
        );
        break;
      case 'invitation.cancel':
        server.invitations.set(
          id,
          (server.invitations.get(id) ?? []).filter((row) => row.id !== request.invitationId),
        );
        break;
      case 'role.create': {
        const roles = server.roles.get(id) ?? [];
        server.roles.set(id, [...roles, customRole(`r${roles.length + 1}`, [], { name: request.name })]);
        break;
      }
      case 'role.set-permissions':
        server.roles.set(
          id,
          (server.roles.get(id) ?? []).map((row) =>
            row.id === request.roleId ? { ...row, permissions: knownValue(request.permissions) } : row,
          ),
        );
        break;
      case 'token.create': {
        let number = tokens.length + 1;
        while (tokens.some((one) => one.id === `t${number}`)) number += 1;
        const row = token(`t${number}`, me.userId, { name: knownValue(request.name) });
        server.tokens.set(id, [row, ...tokens]);
        return ok({ ...nothing, createdToken: { id: row.id, secret: theSecret } });
      }
      case 'token.enable':
        changeToken(request.tokenId, { enabled: knownValue(request.enabled) });
        break;
      case 'token.revoke':
        changeToken(request.tokenId, { revokedAt: knownValue(2) });
        break;
      case 'token.delete':
        server.tokens.set(
          id,
          tokens.filter((row) => row.id !== request.tokenId),
        );
        break;
      default:
        unused();
    }
    return ok(nothing);
  }
  return server;
}

export const roleOf = (server: FakeServer, userId: string) =>
  server.members.get('w1')?.find((row) => row.userId === userId)?.role;

export const failing = (kind: 'timeout' | 'server' | 'refused' | 'conflict' | 'forbidden') =>
  plainError(kind, `A ${kind} failure.`, 'Try again.');

/** Ana owns both workspaces, Dana edits the first; roles as the fake system has them. */
export function plainPeople(server: FakeServer): void {
  server.workspaces = server.workspaces.map((row) => ({ ...row, myRole: knownValue('owner') }));
  server.members.set('w1', [person('ana', 'owner'), person('dana', 'editor'), person('eli', 'viewer')]);
  server.members.set('w2', [person('ana', 'owner')]);
}
