import { none } from '../../../src-preload/shared/known.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../../src-preload/shared/result.ts';
import { sessionLifetime } from '../../../src-main/local-instance/dialects/unstructured/session.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { sampleUnstructured } from '../../../src-main/local-instance/sample/unstructured.ts';
import { localInstance } from '../../support/local-instance.ts';
import { textWith } from '../../support/matchers.ts';
import { perform, type Change } from '../../support/perform.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { create, placeId, unstructuredSessions } from './sessions.ts';

const { ana, approver, secondOwner, suspended } = samplePeople;
const { northwind } = sampleUnstructured;

const local = localInstance();
const { sessionWith, sessionOf } = unstructuredSessions(local);
beforeEach(() => local.start());

describe('the management API: what is said to a refusal', () => {
  const apiPath = '/unstructured/**';

  it('it ends the session only on its own 401, with a sentence for each cause', async () => {
    expect(errorOf(await sessionWith('').whoami(signal))).toMatchObject({
      kind: 'signed-out',
      sentence: 'You’re not signed in to Unstructured.',
    });
    expect(errorOf(await sessionWith('garbage').whoami(signal)).kind).toBe('signed-out');
    const session = await sessionOf(ana);
    local.clock += sessionLifetime * 1000;
    expect(errorOf(await session.whoami(signal))).toMatchObject({
      kind: 'signed-out',
      sentence: 'Your Unstructured session has expired.',
    });
  });

  it.each([
    ['another shape', { error: 'Unauthorized' }],
    ['more than its own', { detail: 'Not authenticated', request_id: 'x' }],
    ['the data API', { detail: 'API key is missing, please provide an API key in the header.' }],
  ])('it keeps the session on a 401 of %s', async (_what, body) => {
    const session = await sessionOf(ana);
    local.faults([{ path: apiPath, fault: { kind: 'status', status: 401, body } }]);
    expect(errorOf(await session.whoami(signal)).kind).toBe('forbidden');
  });

  it('it explains a 403: which role is required, who else can help, and a blocked account', async () => {
    const session = await sessionOf(approver);
    const organization = await placeId(session, northwind);
    expect(errorOf(await create(session, organization, 'Mine'))).toMatchObject({
      kind: 'forbidden',
      sentence: 'Only Super Administrators can do this. Your role doesn’t allow it.',
    });
    const mine = await sessionOf(ana);
    const personal = await placeId(mine, 'Ana (personal)');
    expect(errorOf(await create(mine, personal, 'Second')).sentence).toMatch(
      /exactly one personal workspace/,
    );
    const add: Change = { type: 'member.invite', workspaceId: personal, email: approver, role: 'member' };
    expect(errorOf(await perform(mine, add))).toMatchObject({ kind: 'forbidden' });
    expect(errorOf(await (await sessionOf(suspended)).whoami(signal))).toMatchObject({
      kind: 'forbidden',
      sentence: 'Your Unstructured account has been deactivated.',
    });
    local.faults([
      {
        path: apiPath,
        fault: {
          kind: 'status',
          status: 403,
          body: { detail: 'Only authorized Unstructured representatives can delete workspaces' },
        },
      },
    ]);
    expect(errorOf(await mine.whoami(signal))).toMatchObject({
      kind: 'forbidden',
      sentence: 'Only authorized Unstructured representatives can delete workspaces.',
      nextStep: textWith('sales@unstructured.io'),
    });
  });

  it('it explains a 404: what doesn’t exist', async () => {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    const scratch = await placeId(session, northwind, 'Scratch');
    const sentence = async (result: Promise<Result<unknown>>) => {
      const error = errorOf(await result);
      return [error.kind, error.sentence];
    };
    const nobody = { userId: 'nobody', email: 'n@n.example' };
    expect(await sentence(session.members('nothing', signal))).toEqual([
      'not-found',
      'This organization doesn’t exist, or you’re no longer in it.',
    ]);
    expect(await sentence(session.members(`${organization}/nothing`, signal))).toEqual([
      'not-found',
      'This workspace no longer exists.',
    ]);
    expect(
      await sentence(perform(session, { type: 'member.remove', workspaceId: scratch, ...nobody })),
    ).toEqual(['not-found', 'This person is no longer a member here.']);
    expect(
      await sentence(
        perform(session, { type: 'token.delete', workspaceId: scratch, tokenId: 'none', name: 'x' }),
      ),
    ).toEqual(['not-found', 'This API key no longer exists.']);
    const elsewhere = await sessionOf(ana, `${local.server.addresses.unstructured}/elsewhere`);
    expect(errorOf(await elsewhere.whoami(signal)).kind).toBe('not-implemented');
  });

  it('it explains a 409: already a member', async () => {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    const again: Change = {
      type: 'member.invite',
      workspaceId: organization,
      email: secondOwner,
      role: 'member',
    };
    expect(errorOf(await perform(session, again))).toMatchObject({
      kind: 'conflict',
      sentence: 'This person is already a member of the organization.',
    });
  });

  it('it explains a 422 field by field', async () => {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    const wrong: Change = {
      type: 'member.invite',
      workspaceId: organization,
      email: 'nowhere',
      role: 'owner',
    };
    const error = errorOf(await perform(session, wrong));
    expect(error.kind === 'invalid' && error.fields).toEqual([
      { path: 'email', message: 'value is not a valid email address' },
      { path: 'role', message: textWith("'super_admin'") },
    ]);
    expect(error.sentence).toMatch(/rejected the e-mail address: .*; the role: /);
    expect(errorOf(await create(session, organization, ' '))).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'name' }],
    });
  });

  it('it reports a page, a server error and a broken connection as such', async () => {
    const session = await sessionOf(ana);
    const kinds: string[] = [];
    for (const fault of [
      { kind: 'garble', as: 'html' },
      { kind: 'status', status: 500, body: { detail: 'Internal Server Error' } },
      { kind: 'garble', as: 'truncated-json' },
    ] as const) {
      local.faults([{ path: apiPath, fault }]);
      kinds.push(errorOf(await session.workspaces(signal)).kind);
    }
    expect(kinds).toEqual(['proxy', 'server', 'malformed']);
  });

  it('it leaves out a record without its ID, and keeps one without anything else', async () => {
    const session = await sessionOf(ana);
    const organization = await placeId(session, northwind);
    const good = { user_id: 'u', email: 'a@b.example', name: 'A', role: 'member' };
    local.faults([
      {
        path: apiPath,
        fault: { kind: 'status', status: 200, body: [good, { user_id: 'v' }, { email: 'b@b.example' }] },
      },
    ]);
    expect(valueOf(await session.members(organization, signal))).toMatchObject({
      unreadable: 1,
      partlyUnreadable: 1,
      rows: [{ userId: 'u' }, { userId: 'v', email: '', role: '', name: none }],
    });
  });
});
