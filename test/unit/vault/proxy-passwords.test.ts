import { expect, it } from 'vitest';
import { createProxyPasswords } from '../../../src-main/vault/proxy-passwords.ts';
import { ok } from '../../../src-preload/shared/result.ts';

it('the password of a proxy is kept by its name and realm, and what can’t be read is none', async () => {
  const slots = new Map<string, string>();
  const passwords = createProxyPasswords({
    held: (owner) => ({
      get: (name) => ok(slots.get(owner + name) ?? null),
      put: async (name, secret) => {
        slots.set(owner + name, secret);
        return ok(null);
      },
      drop: async (name) => {
        slots.delete(owner + name);
        return ok(null);
      },
    }),
  });
  const mine = { username: 'me', password: 'right' };
  expect(await passwords.put('proxy:1', 'Office', mine)).toEqual(ok(null));
  expect(passwords.get('proxy:1', 'Office')).toEqual(mine);
  expect(passwords.get('proxy:1', 'Home')).toBeNull();
  expect(await passwords.drop('proxy:1', 'Office')).toEqual(ok(null));
  expect(passwords.get('proxy:1', 'Office')).toBeNull();
  slots.set('proxy["proxy:1","Office"]', 'no JSON');
  expect(passwords.get('proxy:1', 'Office')).toBeNull();
});
