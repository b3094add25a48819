// node scripts/command-line-docs.mjs: writes docs/command-line.md and docs/steward.1 from the commands' definitions.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { pinnedNode, root } from './lib/paths.mjs';

const made = (module, name) => {
  const script = `import { ${name} } from './src-main/cli/documents/${module}.ts'; process.stdout.write(${name}());`;
  const ended = spawnSync(pinnedNode, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return ended.stdout;
};
writeFileSync(join(root, 'docs', 'command-line.md'), made('markdown', 'commandLineMarkdown'));
writeFileSync(join(root, 'docs', 'steward.1'), made('man-page', 'manPage'));
