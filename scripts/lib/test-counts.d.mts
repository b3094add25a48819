export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

export function countVitest(report: unknown, code: number): TestCounts;
export function countPlaywright(report: unknown, code: number): TestCounts;

export function failuresOfVitest(report: unknown): string[];
export function failuresOfPlaywright(report: unknown): string[];
export function repeatedOfVitest(report: unknown): string[];
export function repeatedOfPlaywright(report: unknown): string[];
