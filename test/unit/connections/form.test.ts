import { describe, expect, it } from 'vitest';
import { readForm } from '../../../src-main/connections/form.ts';
import type { FormField, Product } from '../../../src-preload/contract/connections.ts';
import { fakeProvider } from '../../support/provider.ts';

const field = (id: string, parts: Partial<FormField> = {}): FormField => ({
  id,
  label: id,
  hint: '',
  kind: 'secret',
  optional: false,
  preset: '',
  ...parts,
});
const product: Product = {
  ...fakeProvider().product,
  forms: [
    { method: 'token', hint: '', fields: [field('token'), field('refresh', { optional: true })] },
    {
      method: 'password',
      hint: '',
      fields: [field('user', { kind: 'text', label: 'User name' }), field('password')],
    },
  ],
};

describe('a filled sign-in form', () => {
  it('its pasted tokens are cleaned, each on its own', () => {
    expect(readForm(product, 'token', { token: 'Bearer abc\n', refresh: '"def"', other: 'x' })).toEqual({
      ok: true,
      value: { token: 'abc', refresh: 'def' },
    });
  });

  it('a pasted page address stays unchanged: its fragment may hold the tokens', () => {
    const page = 'https://app.example/done#access_token=a.b.c&refresh_token=d';
    expect(readForm(product, 'token', { token: ` ${page}\n` })).toEqual({
      ok: true,
      value: { token: page, refresh: '' },
    });
  });

  it('a password is taken unchanged, and a name without surrounding spaces', () => {
    expect(readForm(product, 'password', { user: ' ana ', password: ' Bearer x ' })).toEqual({
      ok: true,
      value: { user: 'ana', password: ' Bearer x ' },
    });
  });

  it('each missing field is named', () => {
    expect(readForm(product, 'password', { user: ' ' })).toMatchObject({
      ok: false,
      error: {
        kind: 'invalid',
        fields: [{ path: 'user', message: 'User name is missing.' }, { path: 'password' }],
      },
    });
    expect(readForm(product, 'token', { refresh: 'tökén' })).toMatchObject({
      ok: false,
      error: { kind: 'invalid', fields: [{ path: 'token' }, { path: 'refresh' }] },
    });
  });

  it('a form that the product doesn’t have is refused', () => {
    expect(readForm(product, 'entered', {})).toMatchObject({ ok: false, error: { kind: 'not-supported' } });
  });
});
