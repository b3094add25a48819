import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const start = join(import.meta.dirname, '../../../src-main/index.ts');

/** The packages that a file and all it imports bring with them, as the build bundles them: types and `import()` don't count. */
function packagesOf(file: string, seen: Set<string>): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  const imports = source.matchAll(/^(?:import|export)\s(?!type\s)(?:[^'";]*\sfrom\s)?'([^']+)';$/gm);
  return [...imports].flatMap(([, name = '']) => {
    if (!name.startsWith('.')) return [name];
    const imported = join(dirname(file), name);
    return existsSync(imported) ? packagesOf(imported, seen) : [];
  });
}

const loadedAnyway = ['electron', 'node:fs', 'node:fs/promises', 'node:inspector', 'node:path', 'node:url'];

it('a start loads nothing before its window but Electron and what Node is quick with', () => {
  const files = new Set<string>();
  const packages = packagesOf(start, files);
  expect(files.size).toBeGreaterThan(20);
  expect(packages.filter((name) => !loadedAnyway.includes(name))).toEqual([]);
});
