// node scripts/policy-templates.mjs: writes docs/policy/ from the table of settings.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from './lib/paths.mjs';

/** @param {string} name */
const made = (name) => {
  const script = `import { ${name} } from './scripts/lib/policy-templates.mjs'; process.stdout.write(${name}());`;
  const ended = spawnSync(pinnedNode, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(ended.stderr);
  return ended.stdout;
};
const folder = join(root, 'docs', 'policy');
writeFileSync(join(folder, 'steward.admx'), made('admx'));
writeFileSync(join(folder, 'en-US', 'steward.adml'), made('adml'));
writeFileSync(join(folder, 'steward.mobileconfig'), made('mobileconfig'));
