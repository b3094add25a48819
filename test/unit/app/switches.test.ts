import { expect, it } from 'vitest';
import { refuseDebugging, refusedSwitches } from '../../../src-main/app/switches.ts';

it('takes every switch away that opens the page to another program, and leaves the others', () => {
  const given = new Set<string>([...refusedSwitches, 'user-data-dir', 'password-store']);
  const environment = { SSLKEYLOGFILE: 'keys.log', HOME: 'home' };
  let closed = 0;
  refuseDebugging(
    { hasSwitch: (name) => given.has(name), removeSwitch: (name) => given.delete(name) },
    environment,
    { close: () => (closed += 1) },
  );
  expect([...given]).toEqual(['user-data-dir', 'password-store']);
  expect(environment).toEqual({ HOME: 'home' });
  expect(closed).toBe(1);
});
