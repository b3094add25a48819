import { describe, expect, it } from 'vitest';
import { blocking } from '../../../scripts/lib/system-libraries.mjs';

const keyring = { package: 'gnome-keyring', program: 'gnome-keyring-daemon', needed: 'tests' } as const;
const display = { package: 'xvfb', program: 'Xvfb', needed: 'display' } as const;
const better = { package: 'libxss1', library: 'libXss.so.1', needed: 'better' } as const;

describe('missing system libraries', () => {
  it('it stops the benchmark before it measures when the keyring’s programs are missing', () => {
    expect(blocking([keyring, better], { requireTests: true })).toEqual([keyring]);
  });

  it('it stops nothing for want of a shell whose completion is tested', () => {
    const shell = { package: 'fish', program: 'fish', needed: 'better-tests' } as const;
    expect(blocking([shell], { requireTests: true })).toEqual([]);
  });

  it('it doesn’t stop the tests, which skip what needs a keyring', () => {
    expect(blocking([keyring, display], { requireTests: false })).toEqual([display]);
  });
});
