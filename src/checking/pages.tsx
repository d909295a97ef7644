import type { VNode } from 'preact';
import { publicPage } from '../access/frame.tsx';
import type { Finding, Severity } from '../base/findings.ts';
import { perCodeMax } from '../exchange/catalogue.ts';
import { whatToDo } from '../exchange/check/render.ts';
import type { CheckedFile, CheckReport } from '../exchange/check/report.ts';
import { countsInWords, kindNames, severities, severityCount } from '../exchange/check/words.ts';
import type { Platform } from '../platform/platform.ts';
import { Button, ButtonRow, LinkButton } from '../ui/components/button.tsx';
import { DataTable } from '../ui/components/data-table.tsx';
import { DefinitionList } from '../ui/components/definition-list.tsx';
import { FileField } from '../ui/components/file-field.tsx';
import { Form, type FieldError } from '../ui/components/form.tsx';
import { Notice } from '../ui/components/notice.tsx';
import { Section } from '../ui/components/section.tsx';
import { FindingCode } from './finding-code.tsx';
import { refusalWords } from './nl.ts';
import { cataloguePath, renderForm, reportForms, type ReportForm } from './report-forms.ts';
import { showFindings, type FindingRow, type ShownFindings } from './rules.ts';
import { SeverityTag } from './severity-tag.tsx';
import type { CheckRefusal } from './take.ts';

/** What the page is about this time. */
export type CheckPageState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly refusal: CheckRefusal }
  | { readonly kind: 'checked'; readonly file: CheckedFile };

/** Where the script for dragging stands. */
export const dropScriptPath = '/controleren/slepen.js';

/** The page where a file is checked: the form, and what came of it. */
export function checkPage(platform: Platform, state: CheckPageState): string {
  const megabytes = Math.floor(platform.config.uploadBytesMax / 1_000_000);
  const errors: readonly FieldError[] = state.kind !== 'refused' ? []
    : [{ field: 'bestand', message: refusalWords(state.refusal, megabytes) }];
  const checked = state.kind === 'checked';
  return publicPage(platform, {
    title: checked ? 'Dit vonden we in uw bestand' : 'Een bestand controleren',
    lead: checked ? whatToDo(state.file.report.findings)
      : 'Kies een EDEXML-bestand, een UWLR-bericht, een OSO-dossier of een CSV met oude resultaten. U ziet '
        + 'meteen wat er niet klopt en wat u herstelt.',
    hasErrors: errors.length > 0,
    children: (
      <>
        {checked && <Result file={state.file} platform={platform} />}
        <UploadForm errors={errors} megabytes={megabytes} again={checked} />
        {!checked && <Explanation publicUrl={platform.config.publicUrl} />}
        <script src={dropScriptPath} defer />
      </>
    ),
  });
}

function UploadForm({ errors, megabytes, again }: {
  readonly errors: readonly FieldError[];
  readonly megabytes: number;
  readonly again: boolean;
}): VNode {
  return (
    <Section title={again ? 'Nog een bestand controleren' : 'Bestand kiezen'}>
      <Notice kind="info" title="We bewaren niets">
        We lezen uw bestand alleen om het te controleren. Daarna is het weg: het komt niet in een database, niet
        op een schijf en niet in een logboek. In het verslag staan geen namen en geen geboortedata.
      </Notice>
      <Form action="/controleren" encType="multipart/form-data" errors={errors}>
        <div class="drop" data-drop>
          <FileField name="bestand" label="Bestand" accept=".xml,.csv,.txt,.edex,text/xml,text/csv"
            hint={`Hoogstens ${megabytes} MB, uitgepakt; een dossier of CSV 25 MB. U hoeft niet in te loggen.`}
            error={errors[0]?.message} />
          <p class="drop__hint" data-drop-hint hidden>U kunt het bestand ook hierheen slepen.</p>
        </div>
        <ButtonRow><Button variant="primary">Controleren</Button></ButtonRow>
      </Form>
    </Section>
  );
}

function Explanation({ publicUrl }: { readonly publicUrl: string }): VNode {
  return (
    <Section title="Voor leveranciers van een LAS">
      <p>
        Dezelfde controle draait op uw eigen computer en in uw bouwstraat: <code>inbeeld check</code> voor
        bestanden en berichten, en <code>inbeeld conform</code> voor uw UWLR-server. Een programma kan ook deze
        pagina gebruiken: <code>{`curl -F bestand=@EDEX.XML ${publicUrl}/controleren?vorm=sarif`}</code>. De
        vormen zijn <code>json</code>, <code>junit</code> en <code>sarif</code>.
      </p>
      <p><a href={cataloguePath}>Alle bevindingen, met uitleg en een voorbeeld</a></p>
    </Section>
  );
}

function Result({ file, platform }: { readonly file: CheckedFile; readonly platform: Platform }): VNode {
  const { report } = file;
  const found = showFindings(report.findings);
  return (
    <>
      <Section title="Wat het is">
        <DefinitionList items={factsOf(report)} />
      </Section>
      <Section title="Bevindingen" id="bevindingen">
        {report.findings.length === 0
          ? <Notice kind="success" title="Er is niets gevonden">Dit bestand volgt de standaard.</Notice>
          : <Findings found={found} />}
      </Section>
      <Section title="Het verslag bewaren" lead="Voor uw leverancier, of voor een programma. Er staan geen namen in.">
        <ButtonRow>{reportForms.map((form) => <Download form={form} file={file} platform={platform} />)}</ButtonRow>
      </Section>
    </>
  );
}

function factsOf({ kind, version, school, counts }: CheckReport): readonly (readonly [string, string])[] {
  const inside = countsInWords(counts);
  const whose = [school.brin === null ? null : `${school.brin} ${school.vestiging ?? ''}`.trim(), school.schoolYear];
  const known = whose.filter((part) => part !== null);
  return [
    ['Soort', kindNames[kind]],
    ...(version === null || !/^[\d.]{1,10}$/.test(version) ? [] : [['Versie', version] as const]),
    ...(known.length === 0 ? [] : [['School', known.join(', ')] as const]),
    ...(inside === '' ? [] : [['Inhoud', inside] as const]),
  ];
}

function Findings({ found }: { readonly found: ShownFindings }): VNode {
  const present = severities.filter((severity) => found.counts[severity] > 0);
  return (
    <div class="findings">
      {present.length > 1 && <SeverityFilter found={found} present={present} />}
      <DataTable caption="Bevindingen, de ernstigste eerst" captionHidden rows={found.rows} empty={null}
        rowKey={([{ code, line, column, path }]) => `${code} ${line} ${column} ${path}`} columns={[
          { key: 'severity', header: 'Soort', tight: true, cell: ([first]) => <SeverityCell {...first} /> },
          { key: 'message', header: 'Wat er staat en wat u kunt doen', cell: (row) => <MessageCell row={row} /> },
          { key: 'place', header: 'Plaats', tight: true, cell: ([first, ...more]) =>
            (more.length === 0 ? placeInWords(first) : `${more.length + 1} keer`) },
        ]} />
      {found.hidden > 0 && <p>Er zijn er nog {found.hidden}. Die staan in het verslag.</p>}
    </div>
  );
}

/** Works by style alone, so that it needs no script and sends nothing. */
function SeverityFilter({ found, present }: {
  readonly found: ShownFindings;
  readonly present: readonly Severity[];
}): VNode {
  const total = present.reduce((sum, severity) => sum + found.counts[severity], 0);
  const choices = [['all', `alles (${total})`] as const,
    ...present.map((severity) => [severity, severityCount(severity, found.counts[severity])] as const)];
  return (
    <fieldset class="findings__filter">
      <legend class="field__label">Laat zien</legend>
      <div class="choices choices--inline">
        {choices.map(([value, label]) => (
          <div class="choice">
            <input class="choice__control" type="radio" name="soort" id={`soort-${value}`} value={value}
              checked={value === 'all'} />
            <label class="choice__label" for={`soort-${value}`}>{label}</label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** The message with the way to its explanation; of a code that occurs often the first, with all places. */
function MessageCell({ row }: { readonly row: FindingRow }): VNode {
  const [{ code, message }] = row;
  const placed = row.filter(({ line }) => line !== null);
  const rest = row.find(({ line }, at) => at >= perCodeMax && line === null);
  return (
    <>
      <p>{capital(message)}</p>
      {row.length > 1 && (
        <details class="findings__places">
          <summary>Alle plaatsen</summary>
          <p>{placed.map(placeInWords).join('; ')}</p>
          {rest !== undefined && <p>{rest.message}</p>}
        </details>
      )}
      <p><FindingCode code={code} /></p>
    </>
  );
}

function SeverityCell({ severity, blocks }: Finding): VNode {
  return (
    <span data-severity={severity}>
      <SeverityTag severity={severity} />
      {blocks && <span class="findings__blocks">houdt het inlezen tegen</span>}
    </span>
  );
}

function capital(sentence: string): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

function placeInWords({ line, column }: Finding): string {
  return line === null ? 'hele bestand' : `regel ${line}${column === null ? '' : `, teken ${column}`}`;
}

const formNames: Readonly<Record<ReportForm, string>> = {
  json: 'Verslag als JSON', junit: 'Verslag als JUnit', sarif: 'Verslag als SARIF',
};

/** The whole report is in the link: there is nothing of it left on the server to ask for. */
function Download({ form, file, platform }: {
  readonly form: ReportForm;
  readonly file: CheckedFile;
  readonly platform: Platform;
}): VNode {
  const { type, text, fileName } = renderForm(form, file, platform.clock.now(), platform.config.publicUrl);
  const href = `data:${type.split(';')[0]};base64,${Buffer.from(text).toString('base64')}`;
  return <LinkButton href={href} download={fileName} icon="download">{formNames[form]}</LinkButton>;
}

