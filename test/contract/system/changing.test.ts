import { beforeEach, describe, expect, it } from 'vitest';
import { knownValue, none } from '../../../src-preload/shared/known.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleSystemWorkspaces } from '../../../src-main/local-instance/sample/system.ts';
import { localInstance } from '../../support/local-instance.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import { day, start } from '../../support/time.ts';
import { systemSessions } from './sessions.ts';

const { ana, approver, collaborator, outsider } = samplePeople;
const { operations, treasury, logistics, sandbox, commons } = sampleSystemWorkspaces;

const local = localInstance({ systemRateLimit: 100_000 });
const {
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
} = systemSessions(local);

describe.each(['v1.3', 'v2'] as const)('changing, in %s', (generation) => {
  beforeEach(() => local.start({ systemGeneration: generation }));

  it('it creates one workspace per person', async () => {
    const session = await sessionOf(outsider);
    const made = valueOf(await create(session, 'Mine', 'Europe/Oslo'));
    const row = await workspaceBy(session, 'Mine');
    expect([row?.id, row?.myRole]).toEqual([made.createdWorkspaceId, knownValue('OWNER')]);
    expect(await factOf(session, 'Mine', 'Time zone')).toEqual(knownValue('Europe/Oslo'));
    const error = errorOf(await create(session, 'Second', 'Europe/Oslo'));
    expect(error.kind).toBe('conflict');
    expect(error.sentence).toMatch(/^(You already own a workspace|You’ve reached SYSTEM’s limit)/);
    expect(error.nextStep).toContain('Ask another workspace’s owner for an invitation');
  });

  it('it refuses a missing or bad time zone at its field', async () => {
    const session = await sessionOf(outsider);
    expect(errorOf(await create(session, 'Mine', ''))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'timezone' }],
    });
    expect(errorOf(await create(session, ' ', 'Nowhere'))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'name' }, { path: 'timezone' }],
    });
  });

  it('it changes name and time zone', async () => {
    const id = workspaceId(operations);
    const session = await sessionOf(ana);
    valueOf(
      await change(session, operations, {
        type: 'workspace.update',
        name: 'Renamed',
        description: '',
        timezone: 'Asia/Tokyo',
      }),
    );
    expect((await workspaceBy(session, 'Renamed'))?.id).toBe(id);
    expect(await factOf(session, 'Renamed', 'Time zone')).toEqual(knownValue('Asia/Tokyo'));
    valueOf(await rename(session, 'Renamed', 'Again'));
    expect(await factOf(session, 'Again', 'Time zone')).toEqual(knownValue('Asia/Tokyo'));
  });

  it('it sets the default workspace, where it is eligible', async () => {
    const session = await sessionOf(ana);
    valueOf(await change(session, treasury, { type: 'workspace.set-default' }));
    expect(local.server.directory.defaultWorkspaces.of(local.idOf(ana), 'system')).toBe(
      workspaceId(treasury),
    );
    if (generation === 'v2') {
      expect((await workspaceBy(session, treasury))?.isDefault).toEqual(knownValue(true));
      expect((await workspaceBy(session, operations))?.isDefault).toEqual(knownValue(false));
    }
    expect(errorOf(await change(session, sandbox, { type: 'workspace.set-default' })).sentence).toBe(
      'This workspace can’t be your default.',
    );
  });

  it('it leaves a workspace, but not as owner, and not the system’s own', async () => {
    const session = await sessionOf(ana);
    valueOf(await change(session, logistics, { type: 'workspace.leave' }));
    expect(await workspaceBy(session, logistics)).toBeUndefined();
    expect(errorOf(await change(session, operations, { type: 'workspace.leave' }))).toMatchObject({
      kind: 'conflict',
      sentence: 'The owner can’t leave the workspace.',
    });
    expect(errorOf(await change(session, commons, { type: 'workspace.leave' })).sentence).toContain(
      'can’t be left',
    );
  });

  it('it transfers the ownership', async () => {
    const session = await sessionOf(ana);
    const userId = local.idOf(approver);
    valueOf(await change(session, operations, { type: 'workspace.transfer', userId, email: approver }));
    expect((await memberBy(session, operations, approver))?.role).toBe('OWNER');
    expect((await workspaceBy(session, operations))?.myRole).toEqual(
      knownValue(roleId(operations, 'Member')),
    );
    const again = await change(session, operations, {
      type: 'workspace.transfer',
      userId,
      email: approver,
    });
    expect(errorOf(again).sentence).toBe('Only the workspace’s owner can do this.');
  });

  it('it sends an invitation without a role, cancels it, and explains each duplicate', async () => {
    const session = await sessionOf(ana);
    const invite = (email: string, days?: number) =>
      change(session, operations, {
        type: 'member.invite',
        email,
        role: roleId(operations, 'Auditor'),
        message: 'Welcome',
        ...(days === undefined ? {} : { days }),
      });
    valueOf(await invite('new@x.example', 3));
    const [made] = (await invitationsOf(session, operations)).filter((one) => one.email === 'new@x.example');
    expect(made).toMatchObject({
      status: 'pending',
      role: none,
      message: knownValue('Welcome'),
      invitedBy: knownValue('Ana Oliveira'),
      expiresAt: knownValue(start + 3 * day),
      endedAt: none,
    });
    expect(errorOf(await invite('new@x.example')).sentence).toBe(
      'This person already has a pending invitation. Their e-mail address is fine.',
    );
    expect(errorOf(await invite(collaborator)).sentence).toBe(
      'This person is already a member of the workspace.',
    );
    expect(errorOf(await invite('nobody'))).toMatchObject({ kind: 'invalid', fields: [{ path: 'email' }] });
    expect(errorOf(await invite('later@x.example', 31))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'days', message: 'Choose 1 to 30 days.' }],
    });
    const cancel = (invitationId: string) =>
      change(session, operations, {
        type: 'invitation.cancel',
        invitationId,
        email: 'new@x.example',
        reason: 'A mistake',
      });
    valueOf(await cancel(made?.id ?? ''));
    const [ended] = (await invitationsOf(session, operations)).filter(({ id }) => id === made?.id);
    expect(ended?.status).toBe('cancelled');
    expect(errorOf(await cancel(made?.id ?? '')).sentence).toContain('no longer pending');
    expect(errorOf(await cancel('x')).sentence).toContain('no longer exists');
  });

  it('it accepts an invitation, and assigns the role afterwards', async () => {
    const session = await sessionOf(ana);
    const nora = await sessionOf(outsider);
    const [pending] = (await invitationsOf(session, operations)).filter((one) => one.email === outsider);
    const id = pending?.id ?? '';
    expect(errorOf(await answerInvitation(session, id, 'accept')).sentence).toContain(
      'for another e-mail address',
    );
    valueOf(await answerInvitation(nora, id, 'accept'));
    expect((await workspaceBy(nora, operations))?.id).toBe(workspaceId(operations));
    expect((await memberBy(session, operations, outsider))?.role).toBe(roleId(operations, 'Member'));
    expect(errorOf(await answerInvitation(nora, id, 'decline')).kind).toBe('conflict');
    const give = () =>
      change(session, operations, {
        type: 'member.set-role',
        userId: local.idOf(outsider),
        email: outsider,
        role: roleId(operations, 'Auditor'),
      });
    valueOf(await give());
    expect((await memberBy(session, operations, outsider))?.role).toBe(roleId(operations, 'Auditor'));
    // The server says 2000 instead of 2004 where nothing changes.
    valueOf(await give());
  });

  it('it handles an invitation that is declined, expired, or to a full workspace', async () => {
    const session = await sessionOf(ana);
    const [pending] = (await invitationsOf(session, operations)).filter((one) => one.email === outsider);
    valueOf(await answerInvitation(await sessionOf(outsider), pending?.id ?? '', 'decline'));
    const after = await invitationsOf(session, operations);
    expect(after.find(({ id }) => id === pending?.id)?.status).toBe('declined');
    const [full] = local.server.directory.systemInvitations.of(workspaceId(treasury));
    const eddie = await sessionOf(collaborator);
    expect(errorOf(await answerInvitation(eddie, full?.id ?? '', 'accept')).sentence).toBe(
      'The workspace has reached its member limit.',
    );
    local.clock += 6 * day;
    expect(errorOf(await answerInvitation(eddie, full?.id ?? '', 'accept')).sentence).toBe(
      'This invitation has expired.',
    );
  });

  it('it creates roles with unique names, replaces permissions whole, and keeps the owner’s fixed', async () => {
    const session = await sessionOf(ana);
    const make = (name: string) =>
      change(session, operations, { type: 'role.create', name, description: 'Files things' });
    valueOf(await make('Clerk'));
    const made = await roleBy(session, operations, 'Clerk');
    expect(made).toMatchObject({ kind: 'custom', permissions: knownValue([]) });
    expect(errorOf(await make('clerk'))).toMatchObject({
      kind: 'conflict',
      nextStep: 'Use the existing role, or choose another name.',
    });
    const replace = (id: string, permissions: string[]) =>
      change(session, operations, { type: 'role.set-permissions', roleId: id, name: 'Clerk', permissions });
    valueOf(await replace(made?.id ?? '', ['workspace:read', 'workspace:write']));
    valueOf(await replace(made?.id ?? '', ['workspace:role:read']));
    expect((await roleBy(session, operations, 'Clerk'))?.permissions).toEqual(
      knownValue(['workspace:role:read']),
    );
    expect(errorOf(await replace(made?.id ?? '', ['workspace:fly']))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'permissions' }],
    });
    expect(errorOf(await replace('OWNER', [])).kind).toBe('not-allowed');
  });

  it('it neither assigns nor removes the owner’s role', async () => {
    const session = await sessionOf(ana);
    const setRole = (email: string, role: string) =>
      change(session, operations, { type: 'member.set-role', userId: local.idOf(email), email, role });
    local.requests = [];
    expect(errorOf(await setRole(collaborator, 'OWNER')).kind).toBe('not-allowed');
    expect(local.requests).toEqual([]);
    expect(errorOf(await setRole(ana, roleId(operations, 'Auditor'))).sentence).toBe(
      'The owner’s role can’t be changed, removed or assigned.',
    );
    expect(errorOf(await setRole(outsider, roleId(operations, 'Auditor'))).kind).toBe('not-found');
  });

  it('it refuses what SYSTEM doesn’t support, with the reason and without a request', async () => {
    const session = await sessionOf(ana);
    local.requests = [];
    const refused = [
      await change(session, operations, { type: 'workspace.delete' }),
      await change(session, operations, { type: 'member.remove', userId: 'u', email: 'a@b.example' }),
      await change(session, operations, { type: 'token.create', name: 't', expiry: '' }),
      await change(session, operations, { type: 'workspace.favourite', enabled: true }),
    ];
    for (const result of refused) expect(errorOf(result).kind).toBe('not-supported');
    expect(local.requests).toEqual([]);
  });

  it('it explains what my role doesn’t allow', async () => {
    const session = await sessionOf(collaborator);
    expect(errorOf(await rename(session, operations, 'x')).sentence).toBe(
      'Your role in this workspace doesn’t allow this.',
    );
    const recruiter = await sessionOf(approver);
    const invited = await change(recruiter, operations, {
      type: 'member.invite',
      email: 'new@x.example',
      role: null,
    });
    if (generation === 'v2') expect(invited.ok).toBe(true);
    else expect(errorOf(invited).sentence).toBe('Only the workspace’s owner can invite people here.');
  });
});
