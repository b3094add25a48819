import { rename } from 'node:fs/promises';
import { run } from './run.mjs';

/**
 * Makes a .tar.gz of the laid-out tree, for systems without a package manager that Steward has packages for.
 * @param {{ tree: string, file: string, about: { name: string, version: string }, epoch: number, compression: string }} parts
 */
export async function makeArchive({ tree, file, about, epoch, compression }) {
  const top = `${about.name}-${about.version}`;
  await run(
    'tar',
    [
      // The same files give the same bytes, at any time and for any user.
      '--sort=name',
      `--mtime=@${epoch}`,
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--format=gnu',
      `--transform=s,^\\./usr,${top},`,
      // Tests take the quickest.
      `--use-compress-program=gzip -n ${compression === 'none' ? '-1' : '-6'}`,
      '-cf',
      `${file}.part`,
      './usr',
    ],
    { cwd: tree },
  );
  await rename(`${file}.part`, file);
}
