/** A column of a table in a PDF. */
export interface PdfColumn {
  readonly header: string;
  readonly numeric: boolean;
  /** Takes the room that is left; at least one column of a table should. */
  readonly wide: boolean;
}

/** A picture with the words for who cannot see it; PDF/UA refuses one without. */
export interface PdfPicture {
  readonly svg: string;
  readonly alt: string;
}

/** A table: one text a column, in the order of the columns. */
export interface PdfTable {
  readonly columns: readonly PdfColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of a report: pictures, and under them tables with the same numbers. */
export interface PdfPart {
  readonly heading: string;
  readonly lead: string;
  readonly newSheet: boolean;
  readonly charts: readonly PdfPicture[];
  readonly tables: readonly PdfTable[];
  readonly remarks: readonly string[];
}

/** Everything that stands in a PDF; plain data, so that it can go to a worker. */
export interface PdfReport {
  readonly title: string;
  readonly productName: string;
  readonly footer: string;
  /** Whose norms these are: "synthetische norm, niet van Cito". */
  readonly source: string;
  readonly landscape: boolean;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly parts: readonly PdfPart[];
  /**
   * Milliseconds since 1970 of the domain's clock; the only date in the file, so that the same data give the
   * same bytes.
   */
  readonly madeAtMs: number;
}

/** What is printed at once: one report, or those of a whole group, each on a sheet of its own. */
export interface PdfFile {
  readonly title: string;
  readonly productName: string;
  /** At least one; each begins on a new sheet and stands in the outline of the file. */
  readonly reports: readonly PdfReport[];
  /** Every report begins on the front of a sheet: a back is left empty where one ends on a front. */
  readonly doubleSided: boolean;
  /** As that of a report. */
  readonly madeAtMs: number;
}

/** The file of one report. */
export function fileOf(report: PdfReport): PdfFile {
  const { title, productName, madeAtMs } = report;
  return { title, productName, madeAtMs, reports: [report], doubleSided: false };
}
