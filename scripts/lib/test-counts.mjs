import { isAbsolute, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './paths.mjs';

/**
 * A program that failed without naming a test (no test found, a file that can't be loaded, a crash) counts as one failed,
 * so that a total never reads better than the exit code.
 */
function honest(passed, failed, code) {
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** @param {unknown} report vitest's JSON report, or undefined where it wrote none */
export function countVitest(report, code) {
  const files = report?.testResults ?? [];
  const broken = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return honest(report?.numPassedTests ?? 0, (report?.numFailedTests ?? 0) + broken, code);
}

/** @param {unknown} report Playwright's JSON report, or undefined where it wrote none */
export function countPlaywright(report, code) {
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return honest(expected + flaky, unexpected + (report?.errors?.length ?? 0), code);
}

/**
 * The failed tests of vitest's report, a line each: file, title and the first line of the reason.
 * @param {unknown} report vitest's JSON report, or undefined where it wrote none
 */
export function failuresOfVitest(report) {
  return (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return message ? [line(name, '', message)] : [];
    return failed.map(({ fullName, failureMessages }) => line(name, fullName, failureMessages[0]));
  });
}

/** The tests of vitest's report that passed only when they were run again, likewise. */
export function repeatedOfVitest(report) {
  return (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => line(name, fullName, failureMessages[0])),
  );
}

/**
 * The failed tests of Playwright's report, likewise.
 * @param {unknown} report Playwright's JSON report, or undefined where it wrote none
 */
export function failuresOfPlaywright(report) {
  return [
    ...specsOf(report).flatMap(({ ok, named }) => (ok ? [] : [named])),
    ...(report?.errors ?? []).map(({ message }) => line('end to end', '', message)),
  ];
}

/** The tests of Playwright's report that passed only when they were run again, likewise. */
export function repeatedOfPlaywright(report) {
  return specsOf(report).flatMap(({ isRepeated, named }) => (isRepeated ? [named] : []));
}

function specsOf(report) {
  const inSuite = (suite, titles) => [
    ...(suite.specs ?? []).map(({ title, file, ok, tests }) => {
      const reason = tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message;
      return {
        ok,
        isRepeated: tests.some(({ status }) => status === 'flaky'),
        named: line(file, [...titles, title].join(' › '), reason),
      };
    }),
    ...(suite.suites ?? []).flatMap((inner) => inSuite(inner, [...titles, inner.title])),
  ];
  return (report?.suites ?? []).flatMap((suite) => inSuite(suite, []));
}

function line(file, title, reason = '') {
  const [first] = stripVTControlCharacters(reason).trim().split('\n');
  const named = isAbsolute(file) ? relative(root, file) : file;
  return [named, title, first].filter(Boolean).join(': ');
}
