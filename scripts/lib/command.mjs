/** A step that can't go on: what failed, and what the reader can do about it. */
export class StepFailure extends Error {
  /**
   * @param {string} what
   * @param {string} remedy
   * @param {string} [detail] the end of the failed program's own output
   */
  constructor(what, remedy, detail = '') {
    super(what);
    this.name = 'StepFailure';
    this.remedy = remedy;
    this.detail = detail;
  }
}

/** One line of progress: `setup  runtime    Electron 45.4.1`. */
export function progress(write) {
  return (step, text) => write(`${`[${step}]`.padEnd(11)} ${text}`);
}

/** Tells on stderr why the command ends here. Anything but a StepFailure is a defect, so its stack is shown. */
export function printFailure(error) {
  if (error instanceof StepFailure) {
    if (error.detail) console.error(error.detail.trimEnd());
    console.error(`Failed: ${error.message}`);
    console.error(`What to do: ${error.remedy}`);
  } else {
    console.error(error);
  }
}

/** Runs a command's main function; a failure is told and ends in exit code 1. */
export async function main(run) {
  try {
    process.exitCode = await run();
  } catch (error) {
    printFailure(error);
    process.exitCode = 1;
  }
}
