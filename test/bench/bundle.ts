import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { absolute, type BenchResult } from './report.ts';

const renderer = join(import.meta.dirname, '../../out/renderer');

/** What the window loads before it can show anything: the page's scripts and what they import at once, compressed. */
export function bundleBench(): BenchResult[] {
  const html = readFileSync(join(renderer, 'index.html'), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file]) => file ?? '');
  const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(renderer, file))).length, 0);
  return [absolute({ name: 'renderer’s initial JavaScript, gzip', unit: 'KiB' }, [size / 1024], 300)];
}
