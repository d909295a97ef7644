import type { Catalogue } from '../catalogue.ts';
import { edexFindings } from '../edexml/findings.ts';
import { uwlrFindings } from '../uwlr/findings.ts';
import { xmlFindings } from '../xml/findings.ts';
import { checkFindings } from './findings.ts';

/** Every code there is, by what it is about; docs/findings.md is made from it. */
export const catalogues: readonly { readonly title: string; readonly entries: Catalogue }[] = [
  { title: 'Het bestand zelf', entries: xmlFindings },
  { title: 'School, groepen en leerlingen (EDEXML, en UWLR leerlinggegevens)', entries: edexFindings },
  { title: 'UWLR-berichten', entries: uwlrFindings },
  { title: 'Controleren', entries: checkFindings },
];
