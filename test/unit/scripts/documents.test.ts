import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const manifest = z.object({ scripts: z.record(z.string(), z.string()) });

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The paths of this repository that a text names in code or links to. */
function pathsIn(text: string): string[] {
  const named = [...text.matchAll(/`((?:src-main|src-preload|src-renderer|scripts|test|docs)\/[^\s`]*)`/g)];
  const linked = [...text.matchAll(/\]\((docs\/[^)\s]+)\)/g)];
  return [...named, ...linked].map(([, path = '']) => path).filter((path) => !path.includes('*'));
}

const scriptsOf = (text: string) => [...text.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name = '']) => name);

describe('the documents', () => {
  it.each(documents)('it finds every file and folder that %s names', (document) => {
    const missing = pathsIn(readFileSync(join(root, document), 'utf8')).filter(
      (path) => !existsSync(join(root, path)),
    );
    expect(missing).toEqual([]);
  });

  it.each(documents)('it finds every npm script that %s names', (document) => {
    const { scripts } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const missing = scriptsOf(readFileSync(join(root, document), 'utf8')).filter(
      (name) => !(name in scripts),
    );
    expect(missing).toEqual([]);
  });

  it('it keeps the README under 250 lines', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThan(250);
  });
});
