import { describe, expect, it } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { samplePeople, sampleWorkspaces } from '../../../src-main/local-instance/sample/seed.ts';
import { systemInitiative } from '../../../src-main/providers/system-initiative/provider.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { day } from '../../support/time.ts';
import { signedInToSystemInitiative } from './sessions.ts';

const si = signedInToSystemInitiative();
const { local, workspaceId, sessionWith, signInAs, change, tokenBy, automationToken } = si;

describe('tokens', () => {
  it('it sets the expiry that was shown before', async () => {
    for (const text of ['1d', '1M', '90m', '1y', '', 'never']) {
      const reading = systemInitiative.readExpiry(text, local.clock);
      const name = `exp ${text || 'none'}`;
      valueOf(await change(si.ana, { type: 'token.create', name, expiry: text }));
      const shown = reading.reading === 'instant' ? reading.expiresAt : reading.reading;
      expect([text, (await tokenBy(name))?.expiresAt]).toEqual([text, knownValue(shown)]);
    }
  });

  it.each(['3600', '500ms', '1 month', '1mo', '1h30m', 'garbage', '-1h', '1.5h', '1y!', '0h'])(
    'it predicts that the server refuses "%s"',
    async (text) => {
      expect(systemInitiative.readExpiry(text, local.clock).reading).toBe('refused');
      const error = errorOf(await change(si.ana, { type: 'token.create', name: 'x', expiry: text }));
      expect(['invalid', 'server']).toContain(error.kind);
    },
  );

  it('it returns the secret once, and it works', async () => {
    const { secret } = await automationToken();
    expect(systemInitiative.inspectCredential(secret)).toMatchObject({
      ok: true,
      value: { credential: 'automation', expiresAt: knownValue(local.clock + day) },
    });
    expect(valueOf(await sessionWith(secret).whoami(signal)).email).toBe(samplePeople.ana);
    expect(JSON.stringify(valueOf(await si.ana.tokens(si.production, signal)))).not.toContain(secret);
  });

  it('it sees a revocation by reading again, after an answer with the old copy', async () => {
    const { id: tokenId } = await automationToken();
    valueOf(await change(si.ana, { type: 'token.revoke', tokenId, name: 'robot' }));
    expect((await tokenBy('robot'))?.revokedAt.state).toBe('known');
  });

  it('it deletes a token, and reports not-found when it is gone already', async () => {
    const { id: tokenId } = await automationToken();
    valueOf(await change(si.ana, { type: 'token.delete', tokenId, name: 'robot' }));
    expect(errorOf(await change(si.ana, { type: 'token.delete', tokenId, name: 'robot' })).kind).toBe(
      'not-found',
    );
  });

  it('it signs no one out on the 401 for a token of another workspace', async () => {
    const { id: tokenId } = await automationToken();
    const other = workspaceId(sampleWorkspaces.staging);
    const error = errorOf(await change(si.ana, { type: 'token.revoke', tokenId, name: 'robot' }, other));
    expect(error.kind).toBe('forbidden');
  });
});

describe('an automation token', () => {
  it('it reads all workspaces of its person, and is refused the tokens without being signed out', async () => {
    const robot = sessionWith((await automationToken()).secret);
    const mine = valueOf(await si.ana.workspaces(signal)).rows.map(({ id }) => id);
    expect(
      valueOf(await robot.workspaces(signal))
        .rows.map(({ id }) => id)
        .sort(),
    ).toEqual(mine.sort());
    expect(errorOf(await robot.tokens(si.production, signal)).kind).toBe('not-allowed');
    expect(errorOf(await change(robot, { type: 'workspace.set-default' })).kind).toBe('not-allowed');
  });
});

describe('the end of a session', () => {
  const reason = async (token: string | null) => errorOf(await sessionWith(token).workspaces(signal));

  it.each([
    ['a corrupt token', async () => 'eyJgarbage.garbage.garbage'],
    ['no token', async () => null],
    ['an unknown user', async () => local.server.signer.sign({ userId: '01M809PAQJP21447DA1XJRESPX' })],
  ])('it ends on %s', async (_, token) => {
    const error = await reason(await token());
    expect(error.kind).toBe('signed-out');
    expect(error.nextStep).not.toBe('');
  });

  it('it ends with an expired token', async () => {
    const { secret } = await automationToken();
    local.clock += 2 * day;
    const error = await reason(secret);
    expect(error).toMatchObject({ kind: 'signed-out' });
    expect(error.sentence).toContain('expired');
  });

  it('it ends with a revoked token', async () => {
    const { id: tokenId, secret } = await automationToken();
    valueOf(await change(si.ana, { type: 'token.revoke', tokenId, name: 'robot' }));
    expect((await reason(secret)).sentence).toContain('revoked');
  });

  it('it goes on for a quarantined user, whose token works again once the account is released', async () => {
    const token = await signInAs(samplePeople.quarantined);
    for (const error of [await reason(token), errorOf(await sessionWith(token).whoami(signal))]) {
      expect(error.kind).toBe('forbidden');
      expect(error.sentence).toContain('quarantined');
      expect(error.nextStep).toContain('support@systeminit.com');
    }
  });

  it('it goes on for a suspended user, who may do everything', async () => {
    const session = sessionWith(await signInAs(samplePeople.suspended));
    expect(valueOf(await session.whoami(signal)).email).toBe(samplePeople.suspended);
    expect((await session.workspaces(signal)).ok).toBe(true);
  });
});
