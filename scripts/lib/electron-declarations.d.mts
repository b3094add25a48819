export interface Declared {
  text: string;
  deprecated: boolean;
}
export type Change = 'gone' | 'deprecated' | 'changed' | 'new' | 'unchanged';
export interface Compared {
  key: string;
  change: Change;
  before: string | null;
  after: string | null;
}
export function declarationsIn(source: string): Map<string, Declared>;
export function compareDeclarations(
  keys: Iterable<string>,
  before: ReadonlyMap<string, Declared>,
  after: ReadonlyMap<string, Declared>,
): Compared[];
