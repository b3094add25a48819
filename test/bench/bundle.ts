import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { absolute, type BenchResult } from './report.ts';

const out = join(import.meta.dirname, '../../out');
const renderer = join(out, 'renderer');

/** What the window loads before it can show anything: the page's scripts and what they import at once, compressed. */
export function bundleBench(): BenchResult[] {
  const html = readFileSync(join(renderer, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file]) => file ?? '');
  const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(renderer, file))).length, 0);
  return [absolute({ name: 'renderer’s initial JavaScript, gzip', unit: 'KiB' }, [size / 1024], 240)];
}

/** What a user downloads: Electron's own size, and a tenth for the app. */
const largestPackage = 130;

/** The packages that were built last, where there are any. */
export function packageBench(say: (text: string) => void): BenchResult[] {
  const folder = process.env['STEWARD_PACKAGE_FOLDER'] ?? join(out, 'package');
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => /\.(deb|rpm|tar\.gz)$/.test(name))
    : [];
  if (files.length === 0) say(`[bench]     no packages in ${folder}: npm run package makes them`);
  return files.map((name) => {
    const size = statSync(join(folder, name)).size / 1024 ** 2;
    const format = name.endsWith('.tar.gz') ? 'tar.gz' : name.slice(name.lastIndexOf('.') + 1);
    return absolute({ name: `package, ${format}`, unit: 'MiB' }, [size], largestPackage);
  });
}
