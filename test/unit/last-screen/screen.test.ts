import { expect, it } from 'vitest';
import { buildOf, mayShow, type Surroundings } from '../../../src-main/last-screen/screen.ts';
import { screen, surroundings } from './screens.ts';

it('shows a screen where everything is as it was', () => {
  expect(mayShow(screen({}), surroundings, 1500)).toBe(true);
});

it.each<[string, Partial<Surroundings>]>([
  ['another version', { build: 'other' }],
  ['another locale', { locale: 'de-DE' }],
  ['another density', { density: 'compact' }],
  ['another theme', { dark: true }],
  ['another width', { size: { width: 1281, height: 800 } }],
  ['another height', { size: { width: 1280, height: 801 } }],
  ['a window that is maximized now', { maximized: true }],
])('shows none in %s', (_, change) => {
  expect(mayShow(screen({}), { ...surroundings, ...change }, 1500)).toBe(false);
});

it('shows none from the time on at which something in it is hidden', () => {
  expect(mayShow(screen({ until: 2000 }), surroundings, 1999)).toBe(true);
  expect(mayShow(screen({ until: 2000 }), surroundings, 2000)).toBe(false);
});

it('shows none after the clock was set back', () => {
  expect(mayShow(screen({ keptAt: 1000 }), surroundings, 999)).toBe(false);
});

it('shows a maximized one in any size, because its page adapts', () => {
  const maximized = { ...surroundings, maximized: true };
  const here = { ...maximized, size: { width: 1920, height: 1000 } };
  expect(mayShow(screen({ in: maximized }), here, 1500)).toBe(true);
});

it('takes a page with other files, or of another version, for another build', () => {
  expect(buildOf('1.0.0', '<script src="a.js">')).toBe(buildOf('1.0.0', '<script src="a.js">'));
  expect(buildOf('1.0.0', '<script src="a.js">')).not.toBe(buildOf('1.0.0', '<script src="b.js">'));
  expect(buildOf('1.0.0', '<script src="a.js">')).not.toBe(buildOf('1.0.1', '<script src="a.js">'));
});
