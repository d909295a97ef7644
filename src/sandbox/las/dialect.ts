import type { Dialect } from './habits.ts';

/** The answer in the dialect of this LAS; the meaning stays. */
export function inDialect(answerXml: string, dialect: Dialect): string {
  if (dialect === 'sloppy') return sloppy(answerXml);
  return dialect === 'foreign' ? foreign(answerXml) : answerXml;
}

/** Turns a correct answer into one as some real LASes give: schema broken, meaning kept (exchange.md 15.3).
 * The call name comes before the last name, an absent prefix is an empty element, the school's version comes first. */
function sloppy(answerXml: string): string {
  return answerXml
    .replace(/(<lg:achternaam>[^<]*<\/lg:achternaam>)(?!\s*<lg:voorvoegsel>)/gu, '$1<lg:voorvoegsel/>')
    .replace(/(<lg:achternaam>(?:(?!<lg:roepnaam>|<\/lg:leer).)*?)(<lg:roepnaam>[^<]*<\/lg:roepnaam>)/gsu, '$2$1')
    .replace(/(<lg:school>)(.*?)(<lg:xsdversie>[^<]*<\/lg:xsdversie>)/su, '$1$3$2');
}

/** The same message as another toolkit writes it: other prefixes, the message in a default namespace, no declaration,
 * line ends of Windows. Valid all the same. */
function foreign(answerXml: string): string {
  return answerXml
    .replace(/^<\?xml[^>]*\?>\s*/u, '')
    .replaceAll(/(<\/?)lg:/gu, '$1')
    .replaceAll(/(<\/?)soap:/gu, '$1S:')
    .replace('xmlns:soap=', 'xmlns:S=')
    .replace('xmlns:lg=', 'xmlns=')
    .replaceAll('\n', '\r\n');
}
