export interface SystemPackage {
  package: string;
  library?: string;
  program?: string;
  needed: 'always' | 'better' | 'display' | 'tests' | 'better-tests';
}
export function blocking(
  missing: readonly SystemPackage[],
  options: { requireTests: boolean },
): SystemPackage[];
