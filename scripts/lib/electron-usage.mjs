import { relative } from 'node:path';
import ts from 'typescript';
import { keyOf } from './electron-declarations.mjs';
import { root } from './paths.mjs';

/**
 * Which members of Electron's API these files use, each with the first place: calls, events, properties, and the options in object literals.
 * @param {string[]} files
 * @returns {Map<string, string>} as `declarationsIn` names them
 */
export function electronUsage(files) {
  const options = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    types: ['node'],
    typeRoots: [`${root}/node_modules/@types`],
  };
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const used = new Map();
  const add = (declaration, place) => {
    if (!declaration?.getSourceFile().fileName.endsWith('/electron/electron.d.ts')) return;
    const key = ts.isTypeAliasDeclaration(declaration) ? declaration.name.text : keyOf(declaration);
    if (key === undefined || used.has(key)) return;
    const file = place.getSourceFile();
    const { line } = file.getLineAndCharacterOfPosition(place.getStart());
    used.set(key, `${relative(root, file.fileName)}:${line + 1}`);
  };
  const addAll = (symbol, place) => {
    for (const declaration of symbol?.declarations ?? []) add(declaration, place);
  };
  const visit = (node) => {
    const isCalled = ts.isCallExpression(node.parent) && node.parent.expression === node;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      // Of several overloads, that of this event alone.
      add(checker.getResolvedSignature(node)?.declaration, node);
    } else if (ts.isPropertyAccessExpression(node) && !isCalled) {
      addAll(checker.getSymbolAtLocation(node.name), node);
    } else if (ts.isTypeReferenceNode(node)) {
      addAll(checker.getSymbolAtLocation(node.typeName), node);
    } else if (ts.isObjectLiteralExpression(node)) {
      const contextual = checker.getContextualType(node);
      const wanted = contextual && checker.getNonNullableType(contextual);
      for (const property of node.properties)
        if (property.name?.text !== undefined) addAll(wanted?.getProperty(property.name.text), property);
    } else if (ts.isBindingElement(node)) {
      const name = node.propertyName ?? node.name;
      if (ts.isObjectBindingPattern(node.parent) && ts.isIdentifier(name))
        addAll(checker.getTypeAtLocation(node.parent).getProperty(name.text), node);
    }
    ts.forEachChild(node, visit);
  };
  const asked = new Set(files);
  for (const file of program.getSourceFiles()) if (asked.has(file.fileName)) ts.forEachChild(file, visit);
  return used;
}
