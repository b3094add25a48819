import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changesOf } from '../../../src-main/updates/changelog.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

it('the changelog says what the version in package.json brought', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const changes = changesOf(read('CHANGELOG.md'), version);
  expect(changes?.groups.flatMap(({ entries }) => entries).length).toBeGreaterThan(0);
});

it('its headings are those of keepachangelog.com', () => {
  const headings = [...read('CHANGELOG.md').matchAll(/^### (.*)$/gm)].map(([, heading = '']) => heading);
  const known = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
  expect(headings.filter((heading) => !known.includes(heading))).toEqual([]);
});
