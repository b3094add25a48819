import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from './paths.mjs';

/**
 * What Steward can say when something fails: every pair of a sentence and its next step in the sources of the main process, with `…`
 * where a name or a number stands. Read from the syntax, texts of other files included. What a function is given and passes on is found where it
 * is given.
 * @returns {{ file: string, sentence: string, nextStep: string }[]}
 */
export function errorSentences() {
  const files = readdirSync(join(root, 'src-main'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts') && !file.startsWith('local-instance'))
    .sort();
  const sources = new Map(files.map((file) => [file, readSource(file)]));
  return files.flatMap((file) => sentencesIn(sources, file));
}

/** A file with the values of its constants by name, and which file each imported name is from. */
function readSource(file) {
  const tree = ts.createSourceFile(
    file,
    readFileSync(join(root, 'src-main', file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const constants = new Map();
  const imports = new Map();
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) {
      constants.set(node.name.text, node.initializer);
    }
    // What is taken out of one object of texts: const { problems } = policyText.
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isObjectBindingPattern(node.name)) {
      for (const { name, propertyName } of node.name.elements) {
        if (ts.isIdentifier(name))
          constants.set(name.text, { of: node.initializer, name: (propertyName ?? name).getText() });
      }
    }
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const from = join(dirname(file), node.moduleSpecifier.text);
      const named = node.importClause?.namedBindings;
      if (named && ts.isNamedImports(named)) {
        for (const { name, propertyName } of named.elements)
          imports.set(name.text, { from, name: (propertyName ?? name).text });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { tree, constants, imports };
}

function sentencesIn(sources, file) {
  const found = [];
  const visit = (node) => {
    const [sentence, nextStep] = pairOf(node);
    if (sentence && nextStep) {
      for (const each of textsOf(sentence, sources, file)) {
        for (const next of textsOf(nextStep, sources, file))
          found.push({ file, sentence: each, nextStep: next });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(sources.get(file).tree);
  return found;
}

/** The expressions of a sentence and its next step, where this node has both: an object's properties or a call's arguments. */
function pairOf(node) {
  if (ts.isObjectLiteralExpression(node)) {
    const named = (name) =>
      node.properties.find((each) => ts.isPropertyAssignment(each) && each.name.getText() === name)
        ?.initializer;
    return [named('sentence'), named('nextStep')];
  }
  if (ts.isCallExpression(node)) {
    const name = node.expression.getText();
    if (name === 'plainError') return [node.arguments[1], node.arguments[2]];
    if (name === 'invalidError') return [node.arguments[0], node.arguments[1]];
  }
  return [];
}

/** The texts that an expression can have; none where they come from somewhere else. */
function textsOf(expression, sources, file) {
  const again = (one) => textsOf(one, sources, file);
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression))
    return again(expression.expression);
  if (ts.isStringLiteral(expression) || ts.isNoSubstitutionTemplateLiteral(expression))
    return [expression.text];
  if (ts.isConditionalExpression(expression))
    return [...again(expression.whenTrue), ...again(expression.whenFalse)];
  if (
    ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
  ) {
    return again(expression.right);
  }
  if (ts.isTemplateExpression(expression)) {
    const rest = expression.templateSpans.map(({ literal }) => `…${literal.text}`);
    return [[expression.head.text, ...rest].join('')];
  }
  const value = valueOf(expression, sources, file);
  return value === null ? [] : textsOf(value.node, sources, value.file);
}

/** What a name, a property of an object of texts or a call of a function of one stands for; null where that can't be seen here. */
function valueOf(expression, sources, file) {
  if (ts.isIdentifier(expression)) {
    const { constants, imports } = sources.get(file);
    const constant = constants.get(expression.text);
    if (constant !== undefined)
      return 'of' in constant
        ? propertyOf(constant.of, constant.name, sources, file)
        : { node: constant, file };
    const imported = imports.get(expression.text);
    const node = imported && sources.get(imported.from)?.constants.get(imported.name);
    return node === undefined || 'of' in node ? null : { node, file: imported.from };
  }
  if (ts.isPropertyAccessExpression(expression))
    return propertyOf(expression.expression, expression.name.text, sources, file);
  if (ts.isCallExpression(expression)) {
    const called = valueOf(expression.expression, sources, file);
    return called !== null && ts.isArrowFunction(called.node) && !ts.isBlock(called.node.body)
      ? { node: called.node.body, file: called.file }
      : null;
  }
  return null;
}

function propertyOf(object, name, sources, file) {
  const owner = valueOf(object, sources, file);
  if (owner === null || !ts.isObjectLiteralExpression(owner.node)) return null;
  const property = owner.node.properties.find(
    (each) => ts.isPropertyAssignment(each) && each.name.getText() === name,
  );
  return property === undefined ? null : { node: property.initializer, file: owner.file };
}
