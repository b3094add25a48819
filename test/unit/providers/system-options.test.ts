import { describe, expect, it } from 'vitest';
import {
  connectionOptions,
  localeOf,
  optionOf,
  pathOf,
  routes,
  usesSecureChannel,
} from '../../../src-main/providers/system/options.ts';

const all = { workspaceId: 'w', roleId: 'r', invitationId: 'i', newOwnerId: 'o' };
const problemOf = (template: string) => {
  const path = pathOf({ 'path.leave': template }, 'leave', all);
  if (path.ok) throw new Error(`expected a refusal of ${template}`);
  return path.error;
};

describe('path templates', () => {
  it('it uses the published paths unless others are set, in both families', () => {
    const paths = Object.fromEntries(routes.map((route) => [route, pathOf({}, route, all)]));
    expect(paths).toMatchObject({
      mine: { value: '/web/v1/tenant/workspaces/mine' },
      default: { value: '/web/v1/tenant/workspaces/w/default' },
      leave: { value: '/web/v1/tenant/workspaces/w/leave' },
      self: { value: '/web/v1/workspaces/self' },
      workspace: { value: '/web/v1/workspaces/w' },
      update: { value: '/web/v1/workspaces/w/update' },
      roles: { value: '/web/v1/workspaces/w/roles' },
      rolePermissions: { value: '/web/v1/workspaces/w/roles/r/permissions' },
      members: { value: '/web/v1/workspaces/w/members' },
      roleChange: { value: '/web/v1/workspaces/w/members/role/change' },
      invitations: { value: '/web/v1/workspaces/w/invitations' },
      cancelInvitation: { value: '/web/v1/workspaces/w/invitations/cancel' },
      accept: { value: '/web/v1/users/self/invitations/i/accept' },
      decline: { value: '/web/v1/users/self/invitations/i/decline' },
      transfer: { value: '/workspaces/admin/w/ownership/o' },
    });
  });

  it('it offers each path as an option of the connection, with the published one as its preset', () => {
    const byId = new Map(connectionOptions.map((option) => [option.id, option]));
    for (const route of routes) {
      const { preset, kind, hint } = byId.get(optionOf(route)) ?? { preset: '' };
      expect([kind, preset.startsWith('/')]).toEqual(['text', true]);
      for (const [placeholder] of preset.matchAll(/\{\w+\}/g)) expect(hint).toContain(placeholder);
      const set = pathOf({ [optionOf(route)]: `/other${preset}` }, route, all);
      const published = pathOf({}, route, all);
      expect(set.ok && published.ok && set.value === `/other${published.value}`).toBe(true);
    }
  });

  it('it keeps an ID in one segment', () => {
    expect(pathOf({}, 'leave', { workspaceId: 'a/b?c' })).toMatchObject({
      value: '/web/v1/tenant/workspaces/a%2Fb%3Fc/leave',
    });
    for (const workspaceId of ['', '.', '..', 'a/../b', '%2e%2e']) {
      expect(pathOf({}, 'leave', { workspaceId })).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    }
  });

  it('it understands the handbook’s other names for an ID', () => {
    const path = pathOf({ 'path.leave': '/x/{workspaceBizId}/go' }, 'leave', all);
    expect(path).toMatchObject({ value: '/x/w/go' });
  });

  it.each([
    ['/web/leave', '{workspaceId} is missing.'],
    ['/web/{workspaceId}/{who}', '{who} isn’t a known placeholder.'],
    ['web/{workspaceId}', 'it must start with exactly one slash.'],
    ['//evil.example/{workspaceId}', 'it must start with exactly one slash.'],
    ['/web/{workspaceId}?x=1', 'it can contain only a path, without ?, # or spaces.'],
    ['/web/../{workspaceId}', 'it can contain only a path, without ?, # or spaces.'],
  ])('it says what is wrong with %s', (template, message) => {
    const error = problemOf(template);
    expect(error).toMatchObject({ kind: 'invalid', fields: [{ path: 'path.leave', message }] });
    expect(error.sentence).toContain('Leave a workspace');
    expect(error.nextStep).toContain('/web/v1/tenant/workspaces/{workspaceId}/leave');
  });

  it('it falls back to the published path when one is emptied', () => {
    expect(pathOf({ 'path.mine': ' ' }, 'mine')).toMatchObject({ value: '/web/v1/tenant/workspaces/mine' });
  });
});

describe('the other settings', () => {
  it('it leaves the secure channel off unless it is turned on', () => {
    expect([usesSecureChannel({}), usesSecureChannel({ secureChannel: 'on' })]).toEqual([false, true]);
  });

  it('it accepts only a language, or nothing, as the locale', () => {
    expect(localeOf({})).toMatchObject({ value: null });
    expect(localeOf({ locale: 'es-ES' })).toMatchObject({ value: 'es-ES' });
    expect(localeOf({ locale: 'x\r\ny: z' })).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });
});
