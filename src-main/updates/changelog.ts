import type { VersionChanges } from '../../src-preload/contract/updates.ts';

/** What a changelog in the form of keepachangelog.com says of a version; null: nothing. */
export function changesOf(changelog: string, version: string): VersionChanges | null {
  const lines = changelog.split(/\r?\n/);
  const start = lines.findIndex((line) => line.startsWith(`## [${version}]`));
  if (start < 0) return null;
  const end = lines.findIndex((line, index) => index > start && line.startsWith('## '));
  const groups: VersionChanges['groups'] = [];
  for (const line of lines.slice(start + 1, end < 0 ? undefined : end)) {
    const group = groups.at(-1);
    if (line.startsWith('### ')) groups.push({ title: line.slice(4).trim(), entries: [] });
    else if (line.startsWith('- ')) group?.entries.push(line.slice(2).trim());
    else if (line.startsWith('  ') && line.trim() !== '')
      // A long entry goes on in the next line.
      group?.entries.push(`${group.entries.pop() ?? ''} ${line.trim()}`);
  }
  return { version, groups };
}
