// node scripts/command-line-docs.mjs: writes docs/command-line.md, docs/command-line.schema.json and docs/steward.1 from the commands' definitions.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { pinnedNode, root } from './lib/paths.mjs';

const made = (module, name) => {
  const script = `import { ${name} } from './src-main/cli/${module}.ts'; process.stdout.write(${name}());`;
  const ended = spawnSync(pinnedNode, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return ended.stdout;
};
writeFileSync(join(root, 'docs', 'command-line.md'), made('documents/markdown', 'commandLineMarkdown'));
writeFileSync(join(root, 'docs', 'steward.1'), made('documents/man-page', 'manPage'));
writeFileSync(join(root, 'docs', 'command-line.schema.json'), made('json-schema', 'outputSchema'));
