import type { xmlFindings } from '../../xml/findings.ts';
import type { checkFindings } from '../findings.ts';
import { checked, type ExamplesOf } from './example.ts';

/** What makes a file no document at all. */
export const fileExamples: ExamplesOf<typeof xmlFindings> = {
  'XML-EMPTY': checked('', ' \r\n'),
  'XML-TOO-LARGE': checked('', '<EDEX/>', { limits: { bytesMax: 5, depthMax: 40 } }),
  'XML-ENCODING': checked('<?xml version="1.0" encoding="EBCDIC-US"?>', '<?xml version="1.0" encoding="EBCDIC-US"?><EDEX/>'),
  'XML-NOT-XML': checked('Beste collega, hierbij het bestand.'),
  'XML-HTML': checked('<html><head><title>Aanmelden</title></head></html>'),
  'XML-EDEX2000': checked('LL;0001;Voorbeeld', undefined, { name: 'EDEXLL.TXT' }),
  'XML-DOCTYPE': checked('<!DOCTYPE EDEX SYSTEM "EDEX.dtd">', '<!DOCTYPE EDEX SYSTEM "EDEX.dtd"><EDEX/>'),
  'XML-ENTITY': checked('<naam>Caf&eacute;</naam>', '<EDEX><naam>Caf&eacute;</naam></EDEX>'),
  'XML-DEPTH': checked('<a><a><a> ... </a></a></a>', `<EDEX>${'<a>'.repeat(50)}${'</a>'.repeat(50)}</EDEX>`),
  'XML-MALFORMED': checked('<leerling key="1"></leerlingen>', '<EDEX><leerling key="1"></leerlingen></EDEX>'),
};

/** What makes a document one that we do not know. */
export const checkExamples: ExamplesOf<typeof checkFindings> = {
  'CHECK-UNKNOWN': checked('<brief/>'),
  'CHECK-CSV-SHALLOW': checked('leerlingnummer;toets;afnamedatum;vaardigheidsscore'),
};
