import { expect, it } from 'vitest';
import { createProxySignIns } from '../../../src-main/http/proxy-sign-in.ts';

const challenge = { host: 'proxy.example', port: 3128, realm: 'Office' };
const old = { username: 'me', password: 'old' };
const current = { username: 'me', password: 'current' };

it('a proxy that asks is listed, and gets only what was entered for it', () => {
  const proxies = createProxySignIns();
  expect(proxies.answer(challenge)).toBeNull();
  expect(proxies.list()).toEqual([{ proxy: 'proxy.example:3128', realm: 'Office', state: 'needed' }]);
  proxies.give('proxy.example:3128', 'Office', current);
  expect(proxies.answer(challenge)).toBe(current);
  expect(proxies.answer({ ...challenge, port: 8080 })).toBeNull();
  expect(proxies.answer({ ...challenge, realm: 'Home' })).toBeNull();
});

it('it is reported once when it asks, and again when it refused what was entered', () => {
  let reports = 0;
  const proxies = createProxySignIns(() => {
    reports += 1;
  });
  proxies.answer(challenge);
  proxies.answer(challenge);
  expect(reports).toBe(1);
  proxies.give('proxy.example:3128', 'Office', old);
  proxies.answer(challenge);
  expect(reports).toBe(1);
  proxies.refuse(challenge, old);
  expect(reports).toBe(2);
});

it('a password for a proxy that never asked isn’t kept', () => {
  const proxies = createProxySignIns();
  proxies.give('proxy.example:3128', 'Office', current);
  expect(proxies.list()).toEqual([]);
  expect(proxies.answer(challenge)).toBeNull();
});

it('a refused password is forgotten, unless another one was entered while it was on the way', () => {
  const proxies = createProxySignIns();
  proxies.answer(challenge);
  proxies.give('proxy.example:3128', 'Office', old);
  proxies.give('proxy.example:3128', 'Office', current);
  proxies.refuse(challenge, old);
  expect(proxies.answer(challenge)).toBe(current);
  proxies.refuse(challenge, current);
  expect(proxies.answer(challenge)).toBeNull();
  expect(proxies.list()).toMatchObject([{ state: 'refused' }]);
});

it('what is remembered answers at once after a restart, also where it could be read only later', () => {
  const vault: { kept: typeof current | null } = { kept: null };
  const proxies = createProxySignIns(() => undefined, { get: () => vault.kept });
  expect(proxies.answer(challenge)).toBeNull();
  vault.kept = current;
  expect(proxies.answer(challenge)).toBe(current);
  expect(proxies.list()).toMatchObject([{ state: 'remembered' }]);
  proxies.refuse(challenge, current);
  expect(proxies.answer(challenge)).toBeNull();
});
