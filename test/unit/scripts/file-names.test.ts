import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);

it('no two files differ only in case, which macOS and Windows would keep as one', () => {
  const names = ['src-main', 'src-preload', 'src-renderer', 'scripts', 'test', 'docs'].flatMap((folder) =>
    readdirSync(fileURLToPath(new URL(folder, root)), { recursive: true }).map(
      (name) => `${folder}/${String(name)}`,
    ),
  );
  const seen = new Map<string, string>();
  const alike = names.filter((name) => {
    const before = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), name);
    return before !== undefined;
  });
  expect(alike).toEqual([]);
});
