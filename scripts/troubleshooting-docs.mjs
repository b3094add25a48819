// node scripts/troubleshooting-docs.mjs: writes docs/troubleshooting.md from the sentences in the sources.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';
import { troubleshootingMarkdown } from './lib/troubleshooting.mjs';

writeFileSync(join(root, 'docs', 'troubleshooting.md'), troubleshootingMarkdown());
