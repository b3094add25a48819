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
