import ts from 'typescript';

/**
 * What Electron's type definitions say of one member: its declarations without comments, and whether all of them are deprecated.
 * @typedef {{ text: string, deprecated: boolean }} Declared
 */

/**
 * The members of all interfaces, classes and type aliases of an `electron.d.ts` by name: `App.getPath`, `App.on 'activate'`, `Point`.
 * @param {string} source
 * @returns {Map<string, Declared>}
 */
export function declarationsIn(source) {
  const file = ts.createSourceFile('electron.d.ts', source, ts.ScriptTarget.Latest, true);
  const found = new Map();
  const add = (key, node) => {
    const deprecated = ts.getJSDocDeprecatedTag(node) !== undefined;
    const known = found.get(key);
    found.set(key, {
      text: known === undefined ? textOf(node) : `${known.text}\n${textOf(node)}`,
      deprecated: deprecated && (known?.deprecated ?? true),
    });
  };
  const visit = (node) => {
    if (ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)) {
      for (const member of node.members) {
        const key = keyOf(member);
        if (key !== undefined) add(key, member);
      }
    } else if (ts.isTypeAliasDeclaration(node)) {
      add(node.name.text, node);
    } else if (ts.isModuleDeclaration(node) || ts.isModuleBlock(node)) {
      ts.forEachChild(node, visit);
    }
  };
  ts.forEachChild(file, visit);
  return found;
}

/**
 * The name under which a member is compared; undefined for what has none. An event is a member of its own, though all of them are
 * overloads of `on`, `once` and so on.
 * @param {ts.Node} member
 */
export function keyOf(member) {
  const owner = member.parent;
  if (owner?.name === undefined) return undefined;
  if (ts.isConstructorDeclaration(member)) return `new ${owner.name.text}`;
  if (member.name === undefined) return undefined;
  const name = `${owner.name.text}.${member.name.text}`;
  const first = eventCalls.includes(member.name.text) ? member.parameters?.[0]?.type : undefined;
  const isEvent = first !== undefined && ts.isLiteralTypeNode(first) && ts.isStringLiteral(first.literal);
  return isEvent ? `${name} '${first.literal.text}'` : name;
}

const eventCalls = ['on', 'once', 'off', 'addListener', 'removeListener'];

/** As it is written, without comments, and with line breaks and indents where each version puts them left out. */
function textOf(node) {
  const printer = ts.createPrinter({ removeComments: true });
  return printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()).replace(/\s+/g, ' ');
}

/**
 * @typedef {'gone' | 'deprecated' | 'changed' | 'new' | 'unchanged'} Change
 * @param {Iterable<string>} keys
 * @param {Map<string, Declared>} before
 * @param {Map<string, Declared>} after
 * @returns {{ key: string, change: Change, before: string | null, after: string | null }[]}
 */
export function compareDeclarations(keys, before, after) {
  return [...keys].sort().map((key) => {
    const [old, next] = [before.get(key), after.get(key)];
    return { key, change: changeOf(old, next), before: old?.text ?? null, after: next?.text ?? null };
  });
}

function changeOf(before, after) {
  if (after === undefined) return 'gone';
  if (after.deprecated) return 'deprecated';
  if (before === undefined) return 'new';
  return before.text === after.text ? 'unchanged' : 'changed';
}
