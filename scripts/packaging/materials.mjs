import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { npm } from '../lib/processes.mjs';
import { readJson } from '../lib/stamps.mjs';

/** The packages of the lockfile that the app is built from: where they lie, name, version and licence. */
function shippedPackages() {
  const { packages } = readJson(join(root, 'package-lock.json'));
  return Object.entries(packages)
    .filter(
      ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional && existsSync(join(root, path)),
    )
    .map(([path, { version, license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { path: join(root, path), name, version, license };
    });
}

/** The licence of each package that the app is built from, one after the other. */
function licencesOfPackages() {
  return shippedPackages()
    .map(({ path, name, version, license }) => {
      const file = readdirSync(path).find((one) => /^(licen[cs]e|copying)(\.|$)/i.test(one));
      const text = file === undefined ? '' : `\n\n${readFileSync(join(path, file), 'utf8').trim()}`;
      return `${name} ${version} (${license ?? 'see its text'})${text}\n`;
    })
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * Lays out the licences and the bill of materials that every package holds.
 * @param {string} folder emptied first
 */
export async function layOutMaterials(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await writeFile(join(folder, 'third-party-licenses.txt'), licencesOfPackages());
  await writeFile(join(folder, 'sbom.cdx.json'), await billOfMaterials());
}

/** What the app is built from, as CycloneDX. Without serial number and time, which would differ from build to build. */
async function billOfMaterials() {
  const { code, stdout, output } = await npm(['sbom', '--sbom-format', 'cyclonedx'], { cwd: root });
  if (code !== 0) throw new Error(`npm sbom failed:\n${output}`);
  const { bomFormat, specVersion, version, metadata, components, dependencies } = JSON.parse(stdout);
  // npm's own choice (--omit dev) also leaves out what the app and a development tool both need.
  const shipped = new Set(shippedPackages().map(({ name, version }) => `${name}@${version}`));
  const isShipped = ({ name, version }) => shipped.has(`${name}@${version}`);
  const kept = components.filter(isShipped);
  const refs = new Set([metadata.component['bom-ref'], ...kept.map((one) => one['bom-ref'])]);
  const content = {
    bomFormat,
    specVersion,
    version,
    // npm takes the name of the folder.
    metadata: { tools: metadata.tools, component: { ...metadata.component, name: 'steward' } },
    components: kept,
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
