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
  it('the expiry is what was shown before', async () => {
    for (const text of ['1d', '1M', '90m', '1y', '', 'never']) {
      const reading = systemInitiative.readExpiry(text, local.clock);
      const name = `exp ${text || 'none'}`;
      valueOf(await change(si.ana, { type: 'token.create', name, expiry: text }));
      const shown = reading.reading === 'instant' ? reading.expiresAt : reading.reading;
      expect([text, (await tokenBy(name))?.expiresAt]).toEqual([text, knownValue(shown)]);
    }
  });

  it.each(['3600', '500ms', '1 month', '1mo', '1h30m', 'garbage', '-1h', '1.5h', '1y!', '0h'])(
    'the server refuses "%s" as we said it would',
    async (text) => {
      expect(systemInitiative.readExpiry(text, local.clock).reading).toBe('refused');
      const error = errorOf(await change(si.ana, { type: 'token.create', name: 'x', expiry: text }));
      expect(['invalid', 'server']).toContain(error.kind);
    },
  );

  it('the secret comes once and works', async () => {
    const { secret } = await automationToken();
    expect(systemInitiative.inspectCredential(secret)).toMatchObject({
      ok: true,
      value: { credential: 'automation', expiresAt: knownValue(local.clock + day) },
    });
    expect(valueOf(await sessionWith(secret).whoami(signal)).email).toBe(samplePeople.ana);
    expect(JSON.stringify(valueOf(await si.ana.tokens(si.production, signal)))).not.toContain(secret);
  });

  it('revoking answers with the copy before; reading again shows it', async () => {
    const { id: tokenId } = await automationToken();
    valueOf(await change(si.ana, { type: 'token.revoke', tokenId, name: 'robot' }));
    expect((await tokenBy('robot'))?.revokedAt.state).toBe('known');
  });

  it('deleting; gone already is not-found', async () => {
    const { id: tokenId } = await automationToken();
    valueOf(await change(si.ana, { type: 'token.delete', tokenId, name: 'robot' }));
    expect(errorOf(await change(si.ana, { type: 'token.delete', tokenId, name: 'robot' })).kind).toBe(
      'not-found',
    );
  });

  it('a token of another workspace is a 401 that signs nobody out', async () => {
    const { id: tokenId } = await automationToken();
    const other = workspaceId(sampleWorkspaces.staging);
    const error = errorOf(await change(si.ana, { type: 'token.revoke', tokenId, name: 'robot' }, other));
    expect(error.kind).toBe('forbidden');
  });
});

describe('an automation token', () => {
  it('reads all workspaces of its user, and is refused the token lists without being signed out', async () => {
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
    ['a quarantined user', async () => signInAs(samplePeople.quarantined)],
    ['a suspended user', async () => signInAs(samplePeople.suspended)],
  ])('%s', async (_, token) => {
    const error = await reason(await token());
    expect(error.kind).toBe('signed-out');
    expect(error.nextStep).not.toBe('');
  });

  it('an expired token', async () => {
    const { secret } = await automationToken();
    local.clock += 2 * day;
    const error = await reason(secret);
    expect(error).toMatchObject({ kind: 'signed-out' });
    expect(error.sentence).toContain('expired');
  });

  it('a revoked token', async () => {
    const { id: tokenId, secret } = await automationToken();
    valueOf(await change(si.ana, { type: 'token.revoke', tokenId, name: 'robot' }));
    expect((await reason(secret)).sentence).toContain('revoked');
  });

  it('each has its own sentence', async () => {
    const quarantined = await reason(await signInAs(samplePeople.quarantined));
    const corrupt = await reason('eyJgarbage.garbage.garbage');
    expect(quarantined.sentence).not.toBe(corrupt.sentence);
    expect(quarantined.nextStep).toContain('support@systeminit.com');
  });
});
