import { readdirSync } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { run } from './run.mjs';

/**
 * Makes a .rpm of the laid-out tree.
 * @param {{ tree: string, work: string, file: string, about: { name: string, version: string, description: string, license: string }, epoch: number, compression: string }} parts
 */
export async function makeRpm({ tree, work, file, about, epoch, compression }) {
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const spec = join(work, `${about.name}.spec`);
  await writeFile(spec, specOf(about, tree, packageFiles(tree)));
  const defined = {
    _topdir: work,
    _rpmdir: work,
    _buildhost: 'localhost',
    clamp_mtime_to_source_date_epoch: '1',
    use_source_date_epoch_as_buildtime: '1',
    _binary_payload: compression === 'none' ? 'w0.ufdio' : 'w6.zstdio',
  };
  const defines = Object.entries(defined).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
  const target = { x64: 'x86_64', arm64: 'aarch64' }[process.arch];
  await run('rpmbuild', ['-bb', '--target', target, ...defines, spec], {
    env: { SOURCE_DATE_EPOCH: String(epoch) },
  });
  const [made] = (await readdir(work, { recursive: true })).filter((name) => name.endsWith('.rpm'));
  await cp(join(work, made), file);
  await rm(work, { recursive: true });
}

/** The app's own folders, which go with the package. */
const ownFolders = ['/usr/lib/steward', '/usr/share/doc/steward', '/usr/share/steward'];
const sandboxHelper = '/usr/lib/steward/chrome-sandbox';

/**
 * What of the tree the package owns: its own folders whole, and each file in the folders that it shares with others.
 * @param {string} tree
 * @returns {string[]} lines of the section %files
 */
export function packageFiles(tree) {
  const all = readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `/${relative(tree, join(entry.parentPath, entry.name))}`);
  const shared = all.filter((path) => !ownFolders.some((folder) => path.startsWith(`${folder}/`)));
  return [`%attr(4755,root,root) ${sandboxHelper}`, ...ownFolders, ...shared.sort()];
}

// The files are built already: no stripping, no search for what they need beyond what Electron is known to.
const specOf = ({ name, version, description, license }, tree, files) => `%global __os_install_post %{nil}
%global debug_package %{nil}
%global _build_id_links none

Name: ${name}
Version: ${version}
Release: 1
Summary: ${description}
License: ${license}
AutoReqProv: no
Requires: alsa-lib, at-spi2-core, gtk3, libXScrnSaver, libXtst, mesa-libgbm, nss, xdg-utils
Recommends: libsecret

%description
${description}.

%install
mkdir -p %{buildroot}
cp -a ${tree}/. %{buildroot}/

%files
%defattr(-,root,root)
${files.join('\n')}
`;
