import { capture } from '../lib/processes.mjs';

/**
 * From which state of the sources a package is built. The date is the commit's, so that two builds of one commit are the same.
 * @typedef {{ commit: string, date: string }} BuildInfo
 */

/** @returns {Promise<BuildInfo>} */
export async function buildInfo() {
  const given = process.env['SOURCE_DATE_EPOCH'];
  const git = async (args) => {
    const { code, stdout } = await capture('git', args);
    return code === 0 ? stdout.trim() : '';
  };
  const commit = await git(['rev-parse', 'HEAD']);
  const isClean = (await git(['status', '--porcelain', '--untracked-files=no'])) === '';
  const seconds = Number(given ?? (await git(['log', '-1', '--format=%ct'])));
  return {
    commit: commit === '' || isClean ? commit : `${commit} with changes`,
    date: new Date(seconds * 1000).toISOString(),
  };
}
