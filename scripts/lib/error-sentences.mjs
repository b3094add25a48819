import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './paths.mjs';

/**
 * What Steward can say when something fails: every pair of a sentence and its next step in the sources of the main process, with `…`
 * where a name or a number stands. Read from the syntax, so that none can be forgotten.
 * @returns {{ file: string, sentence: string, nextStep: string }[]}
 */
export function errorSentences() {
  const files = readdirSync(join(root, 'src-main'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts') && !file.startsWith('local-instance'))
    .sort();
  return files.flatMap((file) => sentencesIn(file, readFileSync(join(root, 'src-main', file), 'utf8')));
}

function sentencesIn(file, code) {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const constants = new Map();
  const found = [];
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) {
      constants.set(node.name.text, node.initializer);
    }
    const [sentence, nextStep] = pairOf(node);
    if (sentence && nextStep) {
      for (const each of textsOf(sentence, constants)) {
        for (const next of textsOf(nextStep, constants)) found.push({ file, sentence: each, nextStep: next });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
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
function textsOf(expression, constants) {
  if (ts.isParenthesizedExpression(expression)) return textsOf(expression.expression, constants);
  if (ts.isStringLiteral(expression) || ts.isNoSubstitutionTemplateLiteral(expression))
    return [expression.text];
  if (ts.isConditionalExpression(expression)) {
    return [...textsOf(expression.whenTrue, constants), ...textsOf(expression.whenFalse, constants)];
  }
  if (
    ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
  ) {
    return textsOf(expression.right, constants);
  }
  if (ts.isTemplateExpression(expression)) {
    const rest = expression.templateSpans.map(({ literal }) => `…${literal.text}`);
    return [[expression.head.text, ...rest].join('')];
  }
  if (ts.isIdentifier(expression)) {
    const value = constants.get(expression.text);
    return value === undefined ? [] : textsOf(value, constants);
  }
  return [];
}
