import type { Finding } from '../../base/findings.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import type { CheckedFile } from './report.ts';
import { catalogues } from './catalogues.ts';
import { helpPathOf } from './help-path.ts';
import { checkVersion } from './version.ts';

/** The reports of several files as SARIF 2.1.0, which code hosts and editors show beside the file.
 * @param helpBase what the page with the findings stands at, before the anchor */
export function renderSarif(files: readonly CheckedFile[], helpBase: string): string {
  const entries = catalogues.flatMap((one) => Object.values(one.entries));
  const indexOf = new Map(entries.map(({ code }, at) => [code, at]));
  const rules = entries.map((one) => ruleOf(one, helpBase));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'inbeeld check', semanticVersion: checkVersion, language: 'nl', rules } },
      results: files.flatMap(({ name, report }) =>
        report.findings.map((finding) => resultOf(finding, indexOf.get(finding.code) ?? -1, uriOf(name)))),
      columnKind: 'utf16CodeUnits',
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ code, severity, blocks, meaning, mend }: CatalogueEntry, helpBase: string): object {
  return {
    id: code,
    shortDescription: { text: meaning },
    help: { text: mend },
    helpUri: `${helpBase}${helpPathOf(code)}`,
    defaultConfiguration: { level: severity },
    properties: { blocks },
  };
}

function resultOf(finding: Finding, ruleIndex: number, uri: string): object {
  const { code, severity, blocks, message, line, column, path } = finding;
  const region = line === null ? {} : {
    region: { startLine: line, ...(column === null ? {} : { startColumn: column }) },
  };
  return {
    ruleId: code, ruleIndex, level: severity,
    message: { text: message },
    locations: [{
      physicalLocation: { artifactLocation: { uri }, ...region },
      ...(path === null ? {} : { logicalLocations: [{ fullyQualifiedName: path, kind: 'element' }] }),
    }],
    properties: { blocks },
  };
}

/** A path as a URI, or as a reference when it is relative; half a surrogate pair cannot be in one. */
function uriOf(name: string): string {
  const parts = name.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\\', '/').split('/');
  const path = parts.map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
