import type { Catalogue } from '../catalogue.ts';
import { edexFindings } from '../edexml/findings.ts';
import { csvFindings } from '../history-csv/findings.ts';
import { osoFindings } from '../oso/findings.ts';
import { uwlrFindings } from '../uwlr/findings.ts';
import { xmlFindings } from '../xml/findings.ts';
import { checkFindings } from './findings.ts';

/** What a list of codes is about. */
export type CatalogueTopic = 'file' | 'roster' | 'uwlr' | 'oso' | 'csv' | 'check';

/** Every code there is, by what it is about; docs/findings.md and the page of the same name are made from
 * it. */
export const catalogues: readonly {
  readonly topic: CatalogueTopic;
  readonly title: string;
  readonly entries: Catalogue;
}[] = [
  { topic: 'file', title: 'Het bestand zelf', entries: xmlFindings },
  {
    topic: 'roster', title: 'School, groepen en leerlingen (EDEXML, en UWLR leerlinggegevens)',
    entries: edexFindings,
  },
  { topic: 'uwlr', title: 'UWLR-berichten', entries: uwlrFindings },
  { topic: 'oso', title: 'OSO-dossiers', entries: osoFindings },
  { topic: 'csv', title: 'Oude resultaten in een CSV-bestand', entries: csvFindings },
  { topic: 'check', title: 'Controleren', entries: checkFindings },
];
