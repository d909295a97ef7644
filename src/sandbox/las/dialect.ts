/** Turns a correct answer into one as some real LASes give: schema broken, meaning kept (exchange.md 15.3).
 * The call name comes before the last name, an absent prefix is an empty element, the school's version comes first. */
export function sloppy(answerXml: string): string {
  return answerXml
    .replace(/(<lg:achternaam>[^<]*<\/lg:achternaam>)(?!\s*<lg:voorvoegsel>)/gu, '$1<lg:voorvoegsel/>')
    .replace(/(<lg:achternaam>(?:(?!<lg:roepnaam>|<\/lg:leer).)*?)(<lg:roepnaam>[^<]*<\/lg:roepnaam>)/gsu, '$2$1')
    .replace(/(<lg:school>)(.*?)(<lg:xsdversie>[^<]*<\/lg:xsdversie>)/su, '$1$3$2');
}
