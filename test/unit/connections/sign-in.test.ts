import { describe, expect, it } from 'vitest';
import { readPastedToken } from '../../../src-main/connections/form.ts';
import { createSignIn, type SignIn, type SignInWay } from '../../../src-main/connections/sign-in.ts';
import type { Provider, ProviderSession } from '../../../src-main/providers/provider.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import { testHttpClient } from '../../support/http-client.ts';
import { fakeProvider } from '../../support/provider.ts';

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJ1IjoxfQ.c2lnbmF0dXJl';

describe('a pasted token', () => {
  it.each([
    token,
    `  ${token}\n`,
    `Bearer ${token}`,
    `bearer  ${token}`,
    `"${token}"`,
    `'Bearer ${token}'`,
    `Authorization: Bearer ${token}`,
    `SI_API_TOKEN=${token}`,
    `export SI_API_TOKEN="${token}"`,
    `"${token}",`,
    `${token.slice(0, 20)}\n${token.slice(20)}`,
  ])('it is found in %j', (pasted) => {
    expect(readPastedToken(pasted)).toEqual({ ok: true, value: token });
  });

  it.each(['', '   ', '""', 'Bearer ', 'tökén', 'abc…def'])('it is missing in %j', (pasted) => {
    expect(readPastedToken(pasted)).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'token' }] },
    });
  });
});

describe('proving a sign-in', () => {
  const signInTo = (provider: Partial<Provider>) =>
    createSignIn({
      http: testHttpClient(),
      openExternal: async () => ok(null),
      providers: new Map([
        [
          'system',
          fakeProvider({
            product: { ...fakeProvider().product, forms: [{ method: 'token', hint: '', fields: [] }] },
            recognise: async () => ok({ apiVariant: 'only', methods: ['token'] }),
            formSignIn: async () => ok({ step: 'secret', secret: 'first secret' }),
            ...provider,
          }),
        ],
      ]),
    });
  const authenticate = (signIn: SignIn, method: SignInWay) =>
    signIn.authenticate({
      attemptId: 'attempt-1',
      address: 'https://api.example/',
      provider: 'system',
      allowInsecure: false,
      method,
    });

  it('it keeps what the session learned for the new connection', async () => {
    const signIn = signInTo({
      session: (_http, target, storage) =>
        ({
          async whoami() {
            expect([target.credential, storage.secret, storage.apiVariant]).toEqual([
              null,
              'first secret',
              'only',
            ]);
            await storage.keepSecret('second secret');
            await storage.heldSecrets.put('key', 'held secret');
            await storage.inventory.write({ kept: true });
            expect([storage.secret, storage.heldSecrets.get('key')]).toEqual([
              'second secret',
              ok('held secret'),
            ]);
            return ok({ userId: 'u', name: 'Dana', email: 'd@x' });
          },
        }) as unknown as ProviderSession,
    });
    const step = await authenticate(signIn, { type: 'token', values: {} });
    expect(JSON.stringify(step)).not.toMatch(/first secret|second secret|held secret/);
    expect(signIn.take('attempt-1')).toMatchObject({
      ok: true,
      value: {
        apiVariant: 'only',
        address: 'https://api.example',
        secret: 'second secret',
        held: new Map([['key', 'held secret']]),
        inventory: { kept: true },
        options: null,
      },
    });
  });

  it('it leaves nothing behind when cancelled while the code is checked', async () => {
    let checked: (secret: Result<string>) => void = () => undefined;
    const signIn = signInTo({
      formSignIn: async () =>
        ok({
          step: 'code',
          text: 'Sent.',
          complete: () => new Promise((resolve) => (checked = resolve)),
        }),
      session: () =>
        ({ whoami: async () => ok({ userId: 'u', name: '', email: '' }) }) as unknown as ProviderSession,
    });
    expect(await authenticate(signIn, { type: 'token', values: {} })).toMatchObject({
      ok: true,
      value: { step: 'code-needed', text: 'Sent.' },
    });
    const checking = authenticate(signIn, { type: 'code', code: '1' });
    signIn.cancel('attempt-1');
    checked(ok('late secret'));
    expect(await checking).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(signIn.take('attempt-1').ok).toBe(false);
    expect(await authenticate(signIn, { type: 'code', code: '1' })).toMatchObject({ ok: false });
  });
});
