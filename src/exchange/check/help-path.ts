/** Where the page with all findings stands in the project. */
export const findingsPage = 'docs/findings.md';

/** The anchor of a code on that page: `#edex-key-duplicate`. */
export function helpPathOf(code: string): string {
  return `#${code.toLowerCase()}`;
}
