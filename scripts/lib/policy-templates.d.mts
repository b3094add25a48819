/** The language-neutral half of the template for Windows. */
export function admx(): string;
/** Its words. */
export function adml(): string;
/** An example of a profile for macOS. */
export function mobileconfig(): string;
