// npm run update-feed -- key FILE          makes a private key, and prints the public one for the build
// npm run update-feed -- sign FOLDER [%]   writes steward-updates.json for the packages in FOLDER, for this share of the installations
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, StepFailure } from './lib/command.mjs';
import { root } from './lib/paths.mjs';
import { readJson } from './lib/stamps.mjs';
import { makeFeed, publicKeyOf } from './packaging/update-feed.mjs';

await main(async () => {
  const [verb, path, share = '100'] = process.argv.slice(2);
  if (verb === 'key' && path !== undefined) {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
    // Never over one that is there: what it signed couldn't be followed by anything.
    writeFileSync(path, pem, { mode: 0o600, flag: 'wx' });
    console.log(`STEWARD_UPDATE_KEY=${publicKeyOf(pem)}`);
    return 0;
  }
  const rollout = Number(share);
  if (verb !== 'sign' || path === undefined || !Number.isInteger(rollout) || rollout < 0 || rollout > 100) {
    console.error('npm run update-feed -- key FILE\nnpm run update-feed -- sign FOLDER [0-100]');
    return 2;
  }
  const keyFile = process.env['STEWARD_UPDATE_PRIVATE_KEY'];
  if (keyFile === undefined)
    throw new StepFailure(
      'There is no key to sign with.',
      'Name the file of the private key in STEWARD_UPDATE_PRIVATE_KEY, then run the same command again.',
    );
  const { version } = readJson(join(root, 'package.json'));
  const feed = makeFeed({
    folder: path,
    version,
    rollout,
    notes: process.env['STEWARD_UPDATE_NOTES'] ?? '',
    privateKey: readFileSync(keyFile, 'utf8'),
  });
  const file = join(path, 'steward-updates.json');
  writeFileSync(file, feed);
  console.log(file);
  return 0;
});
